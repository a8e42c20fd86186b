// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.AtExit;
import ext2cat.cli.run.Failure;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.InodeBar;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.extract.Extract;
import ext2cat.extract.ExtractListener;
import ext2cat.extract.ExtractOptions;
import ext2cat.extract.Losses;
import ext2cat.host.UnfinishedFile;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.GroupWalk;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Copies trees of an image into a directory, and tells what came of it. */
final class Extractor implements ExtractListener {

    private final Session session;
    private final ExtractOptions options;
    private final boolean verbose;
    private final boolean quiet;
    private final Optional<String> manifestFile;
    private final Writer out;
    private final ExtractCounts counts = new ExtractCounts();
    private Optional<ExtractJson> json = Optional.empty();
    private Optional<Manifest> manifest = Optional.empty();
    private InodeBar bar;

    /**
     * @param manifestFile where to list what could not be made, as typed
     */
    Extractor(
            Session session,
            ExtractOptions options,
            boolean verbose,
            boolean quiet,
            Optional<String> manifestFile) {
        this.session = session;
        this.options = options;
        this.verbose = verbose;
        this.quiet = quiet;
        this.manifestFile = manifestFile;
        this.out = session.textOut();
        this.bar = new InodeBar(session.streams(), 0);
    }

    /**
     * Does the work, and tells in words what could not be done.
     *
     * @param directory where the files go, as typed
     * @param paths as typed; none for all
     */
    ExitCode run(Image source, String directory, List<String> paths) {
        return session.run(
                source,
                volume -> {
                    try {
                        tell(extract(volume, directory, paths));
                    } finally {
                        out.flush();
                    }
                });
    }

    /** Extracts, and writes one JSON document. */
    ExitCode runToJson(Image source, String directory, List<String> paths) {
        return session.run(
                source,
                volume ->
                        Json.write(
                                out,
                                generator -> {
                                    ExtractJson document = new ExtractJson(generator);
                                    json = Optional.of(document);
                                    document.begin(source.label(), Shown.word(directory));
                                    Losses losses = extract(volume, directory, paths);
                                    document.end(counts, losses, session.code() == ExitCode.OK);
                                }));
    }

    private Losses extract(Volume volume, String directory, List<String> paths) throws IOException {
        if (!Extract.isSupported()) {
            throw new IOException("files can be extracted only on Linux, on x86-64 or aarch64");
        }
        Extract extract = new Extract(options, this);
        List<Located> tops = Trees.apart(session, volume, paths);
        if (tops.isEmpty()) {
            return extract.losses();
        }
        bar = new InodeBar(session.streams(), GroupWalk.usedInodes(volume));
        try (AtExit _ = AtExit.run(extract::abandon)) {
            boolean isNew = isMade(Arguments.path(directory));
            runWithManifest(() -> extract.run(volume, Arguments.bytes(directory), isNew, tops));
        } catch (FileSystemException e) {
            // Of the image there are none, so the directory takes no more.
            bar.finish();
            session.report(e, Shown.word(directory));
        } finally {
            bar.finish();
        }
        if (!extract.isFaithful()) {
            session.end(ExitCode.PATH_OR_IO);
        }
        return extract.losses();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** The list gets its name only when it is complete. */
    private void runWithManifest(Work work) throws IOException {
        if (manifestFile.isEmpty()) {
            work.run();
            return;
        }
        try (UnfinishedFile file = UnfinishedFile.create(Arguments.path(manifestFile.get()));
                Writer to = Manifest.over(Channels.newOutputStream(file.channel()))) {
            manifest = Optional.of(new Manifest(to));
            work.run();
            to.flush();
            file.commit();
        }
    }

    private static boolean isMade(Path directory) throws IOException {
        if (Files.exists(directory)) {
            return false;
        }
        if (Files.isSymbolicLink(directory)) {
            throw new FileSystemException("", null, "is a symbolic link that leads nowhere");
        }
        Files.createDirectories(directory);
        return true;
    }

    @Override
    public void extracted(TreePath path, Inode file) throws IOException {
        counts.countExtracted(file);
        list(path);
    }

    @Override
    public void linked(TreePath path, Inode file) throws IOException {
        counts.countHardLink();
        list(path);
    }

    private void list(TreePath path) throws IOException {
        bar.step();
        if (!verbose) {
            return;
        }
        if (json.isPresent()) {
            json.get().extracted(path.toString());
        } else {
            out.write(path + "\n");
        }
    }

    @Override
    public void lacks(TreePath path, Inode file) throws IOException {
        if (manifest.isPresent()) {
            manifest.get().add(path, file);
        }
    }

    @Override
    public void failed(TreePath path, IOException thrown) throws IOException {
        bar.finish();
        Failure failure = session.reportPart(thrown, path.toString());
        ExtractCounts.Trouble trouble = ExtractCounts.Trouble.of(thrown, failure.code());
        counts.count(trouble);
        if (json.isPresent()) {
            json.get().failed(path.toString(), trouble, failure.sentence());
        }
    }

    private void tell(Losses losses) {
        if (counts.failed(ExtractCounts.Trouble.ALREADY_THERE) > 0 && !options.overwrite()) {
            session.say("it exists already; --overwrite replaces it");
        }
        if (!losses.isEmpty() && !quiet) {
            session.say(LossesText.of(losses));
        }
    }
}
