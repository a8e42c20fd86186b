// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.disk.FileType;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;

/**
 * Shows what get_user_pages does over a mapping of a file. Pages that are pinned before something
 * stops it are shown, and that they are not all is the exit code.
 */
final class Pin {

    private final Session session;
    private final PinRequest request;
    private final boolean json;

    Pin(Session session, PinRequest request, boolean json) {
        this.session = session;
        this.request = request;
        this.json = json;
    }

    /** Pins the file that was typed; the exit code. */
    ExitCode run(Image source, String typed) {
        return session.run(source, volume -> show(volume, typed));
    }

    private void show(Volume volume, String typed) throws IOException {
        try {
            Located found = new FileArguments(volume, true).one(typed);
            if (found.inode().type() != FileType.REGULAR) {
                throw new FileSystemException(
                        "", null, "is a " + found.inode().type().label() + ", which is not mapped");
            }
            show(found);
        } catch (IOException e) {
            session.reportPart(e, Shown.word(typed));
        }
    }

    private void show(Located found) throws IOException {
        String path = FileArguments.label(found);
        PinRun run = new PinRun(found.inode(), request);
        PinReport report = run.run();
        Writer out = session.textOut();
        if (json) {
            Json.write(out, generator -> new PinJson(generator, report, request).write(path));
        } else {
            new PinText(out, report, request).write(path);
        }
        if (report.stop().isPresent()) {
            if (run.failure().isPresent()) {
                session.reportPart(run.failure().get(), path);
            }
            session.end(ExitCode.PATH_OR_IO);
        }
    }
}
