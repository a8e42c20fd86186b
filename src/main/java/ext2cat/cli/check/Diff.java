// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.diff.ComparedFile;
import ext2cat.diff.ComparedTree;
import ext2cat.diff.DiffListener;
import ext2cat.diff.DiffOptions;
import ext2cat.diff.Difference;
import ext2cat.diff.HostTree;
import ext2cat.diff.ImageTree;
import ext2cat.diff.TreeDiff;
import ext2cat.disk.FileName;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Compares two images or directories and writes in what they differ. */
final class Diff {

    /** Takes the differences. */
    @FunctionalInterface
    private interface Output {
        void write(Difference difference) throws IOException;
    }

    /** What is done with an open tree. */
    @FunctionalInterface
    private interface Work {
        void run(Side side) throws IOException;
    }

    /** Finds the file that is compared, or says that there is none. */
    @FunctionalInterface
    private interface Top {
        ComparedFile file() throws IOException;
    }

    private final Session session;
    private final Function<String, Image> images;
    private final DiffOptions options;
    private final String path;
    private boolean compared;
    private boolean differs;

    /**
     * @param images what a word names
     * @param path the tree to be compared, as typed
     */
    Diff(Session session, Function<String, Image> images, DiffOptions options, String path) {
        this.session = session;
        this.images = images;
        this.options = options;
        this.path = path;
    }

    /** Compares and writes a line for each difference. */
    ExitCode toText(String first, String second, boolean brief) {
        Writer out = session.textOut();
        DiffText text = new DiffText(out, session.terminal(), brief);
        return run(first, second, (a, b) -> compare(a, b, text::write, out));
    }

    /** Compares and writes one document. */
    ExitCode toJson(String first, String second) {
        Writer out = session.textOut();
        return run(
                first,
                second,
                (a, b) ->
                        Json.write(
                                out,
                                json -> {
                                    DiffJson document = new DiffJson(json);
                                    document.begin(a.label(), b.label());
                                    compare(a, b, document::write, out);
                                    document.end(session.code() == ExitCode.OK);
                                }));
    }

    /** One of the two. */
    private record Side(String label, ComparedTree tree, Top top) {}

    @FunctionalInterface
    private interface Comparison {
        void run(Side a, Side b) throws IOException;
    }

    private ExitCode run(String first, String second, Comparison comparison) {
        open(first, a -> open(second, b -> comparison.run(a, b)));
        if (compared && session.code() == ExitCode.CORRUPT) {
            return ExitCode.CORRUPT; // in parts
        }
        if (session.code() != ExitCode.OK) {
            return ExitCode.TROUBLE;
        }
        return differs ? ExitCode.DIFFERENT : ExitCode.OK;
    }

    private void open(String word, Work work) {
        try {
            if (Files.isDirectory(Arguments.path(word))) {
                HostTree tree = new HostTree(Arguments.path(word));
                work.run(new Side(Shown.word(word), tree, () -> tree.file(path())));
            } else {
                session.run(images.apply(word), volume -> work.run(side(Shown.word(word), volume)));
            }
        } catch (IOException | RuntimeException | Error e) {
            session.report(e, Shown.word(word));
        }
    }

    /** An image, of which {@code <12>} and patterns can name a file. */
    private Side side(String label, Volume volume) {
        ImageTree tree = new ImageTree(volume);
        FileArguments arguments = new FileArguments(volume, false);
        return new Side(label, tree, () -> tree.file(arguments.one(path)));
    }

    private ImagePath path() {
        return ImagePath.typed(Arguments.bytes(path));
    }

    /** The file that was asked for on one side; if there is none, that is said. */
    private Optional<ComparedFile> file(Side side) {
        try {
            return Optional.of(side.top().file());
        } catch (IOException e) {
            session.report(e, side.label() + ": " + Shown.word(path));
            return Optional.empty();
        }
    }

    /** The path as messages show it. */
    private TreePath top() {
        TreePath at = TreePath.ROOT;
        for (List<FileName> readings : path().parts()) {
            at = at.child(readings.getFirst());
        }
        return at;
    }

    private void compare(Side a, Side b, Output output, Writer out) throws IOException {
        try {
            DiffListener listener =
                    new DiffListener() {

                        @Override
                        public void differs(Difference difference) throws IOException {
                            differs = true;
                            output.write(difference);
                        }

                        @Override
                        public void damage(boolean first, TreePath where, IOException thrown)
                                throws IOException {
                            out.flush();
                            session.reportPart(thrown, (first ? a : b).label() + ": " + where);
                        }
                    };
            Optional<ComparedFile> fileA = file(a);
            Optional<ComparedFile> fileB = file(b);
            if (fileA.isPresent() && fileB.isPresent()) {
                compared = true;
                new TreeDiff(a.tree(), b.tree(), options, listener)
                        .compare(top(), fileA.get(), fileB.get());
            }
        } finally {
            out.flush();
        }
    }
}
