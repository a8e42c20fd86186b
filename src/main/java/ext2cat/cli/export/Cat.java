// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.bio.destination.ChannelDestination;
import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.disk.FileType;
import ext2cat.inspect.DeletedInodes;
import ext2cat.mpage.Contents;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * Writes files of an image to standard output, one after another. A path that fails is said and the
 * next one is written all the same; the exit code is that of the first failure.
 */
public final class Cat {

    private final Session session;
    private final CatSource files;

    /** Part of a run. */
    Cat(Session session, CatSource files) {
        this.session = session;
        this.files = files;
    }

    /**
     * Does the work.
     *
     * @param paths as typed
     */
    public ExitCode run(Image source, List<String> paths) {
        return session.run(source, volume -> send(volume, paths));
    }

    private void send(Volume volume, List<String> paths) {
        for (String path : paths) {
            boolean sent =
                    FileArguments.isPath(path)
                            ? isSent(volume, ImagePath.typed(Arguments.bytes(path)))
                            : areSent(volume, path);
            if (!sent) {
                break; // what takes no more of this path takes nothing of the next one
            }
        }
    }

    /** Sends one file, or says what went wrong; false if it went wrong with the output. */
    private boolean isSent(Volume volume, ImagePath path) {
        try {
            if (path.text().isEmpty()) {
                throw new NoSuchFileException(""); // as Linux says of an empty path
            }
            send(path.lookup(volume), path.text());
            return true;
        } catch (IOException | RuntimeException | Error e) {
            return !session.report(e, path.text().isEmpty() ? "''" : path.text()).ofOutput();
        }
    }

    /** Whether all files that a pattern or an inode number names were sent. */
    private boolean areSent(Volume volume, String word) {
        List<Located> files;
        try {
            files = new FileArguments(volume, true, session::reportPart).locate(word);
        } catch (IOException | RuntimeException | Error e) {
            return !session.report(e, Shown.word(word)).ofOutput();
        }
        return files.stream().allMatch(this::isSent);
    }

    private boolean isSent(Located file) {
        try {
            send(file.inode(), FileArguments.label(file));
            return true;
        } catch (IOException | RuntimeException | Error e) {
            return !session.report(e, FileArguments.label(file)).ofOutput();
        }
    }

    private void send(Inode file, String label) throws IOException {
        if (file.type() != FileType.REGULAR) {
            throw new FileSystemException("", null, "is a " + file.type().label());
        }
        session.warn(label, file.disk());
        Contents contents = files.open(file);
        ChannelDestination out =
                new ChannelDestination(session.streams().out(), 0, contents.sizeBytes());
        contents.read(0, contents.sizeBytes(), out);
        out.finish();
        files.written(label);
        DeletedInodes.verifyContents(file); // after what is left of it, which was asked for
    }
}
