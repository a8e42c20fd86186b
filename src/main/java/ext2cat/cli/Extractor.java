// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.extract.Extract;
import ext2cat.extract.ExtractListener;
import ext2cat.extract.ExtractOptions;
import ext2cat.extract.Losses;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies trees of an image into a directory, and tells what came of it. */
final class Extractor implements ExtractListener {

    private final Session session;
    private final ExtractOptions options;
    private final boolean verbose;
    private final Writer out;
    private InodeBar bar;
    private long alreadyThere;

    Extractor(Session session, ExtractOptions options, boolean verbose) {
        this.session = session;
        this.options = options;
        this.verbose = verbose;
        this.out = session.textOut();
        this.bar = new InodeBar(session.streams(), 0);
    }

    /**
     * Does the work.
     *
     * @param directory where the files go, as typed
     * @param paths as typed; none for all
     */
    ExitCode run(ImageSource source, String directory, List<String> paths) {
        return session.run(source, volume -> extract(volume, directory, paths));
    }

    private void extract(Volume volume, String directory, List<String> paths) throws IOException {
        if (!Extract.isSupported()) {
            throw new IOException("files can be extracted only on Linux, on x86-64 or aarch64");
        }
        List<Located> tops = Trees.of(session, volume, paths, false);
        if (tops.isEmpty()) {
            return;
        }
        bar = new InodeBar(session.streams(), volume.usedInodes());
        Extract extract = new Extract(options, this);
        Thread abandon = new Thread(extract::abandon);
        Runtime.getRuntime().addShutdownHook(abandon);
        try {
            boolean isNew = isMade(Arguments.path(directory));
            tell(extract.run(volume, Arguments.bytes(directory), isNew, tops));
        } catch (FileSystemException e) {
            // Of the image there are none, so the directory takes no more.
            bar.finish();
            session.report(e, FileArguments.label(directory));
        } finally {
            Runtime.getRuntime().removeShutdownHook(abandon);
            bar.finish();
            out.flush();
        }
    }

    private static boolean isMade(Path directory) throws IOException {
        if (Files.exists(directory)) {
            return false;
        }
        Files.createDirectories(directory);
        return true;
    }

    @Override
    public void extracted(TreePath path) throws IOException {
        bar.step();
        if (verbose) {
            out.write(path + "\n");
        }
    }

    @Override
    public void failed(TreePath path, IOException thrown) throws IOException {
        bar.finish();
        if (thrown instanceof FileAlreadyExistsException) {
            alreadyThere++;
        }
        session.reportPart(thrown, path.toString());
    }

    private void tell(Losses losses) {
        bar.finish();
        if (alreadyThere > 0) {
            session.say("what was there already stays; --overwrite replaces it");
        }
        if (!losses.isEmpty()) {
            session.say(LossesText.of(losses));
        }
        if (losses.devices() > 0) {
            session.end(ExitCode.FAILED);
        }
    }
}
