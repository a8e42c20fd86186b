// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.volume.Volume;

import java.io.IOException;

/** {@code ext2 tree}. */
final class TreeCommand implements Command {

    /** The words of {@code --charset}. */
    enum Charset {
        utf8,
        ascii
    }

    private final Syntax syntax =
            new Syntax("ext2 tree", "Draws directories as a tree.").footer("");

    private final Parameter<Boolean> all = syntax.flag("-a", "Also names that begin with a dot.");

    private final Parameter<Boolean> directories = syntax.flag("-d", "Directories only.");

    private final Parameter<Integer> levels =
            syntax.option("-L=LEVELS", Kind.number(), "Not deeper than that many names.");

    private final Parameter<Boolean> sizes = syntax.flag("-s", "The size of each file in bytes.");

    private final Parameter<Boolean> permissions =
            syntax.flag("-p", "Type and permissions of each file.");

    private final Parameter<Boolean> noReport =
            syntax.flag("--noreport", "No count of directories and files at the end.");

    private final Parameter<Charset> charset =
            syntax.option(
                    "--charset=CHARSET",
                    Kind.constant(Charset.class),
                    "utf8",
                    "Lines of utf8 or ascii characters. Default: utf8.");

    private final Parameter<Boolean> json = syntax.flag("--json", "Write the tree as JSON.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Parameter<String> paths =
            syntax.wordsOr("/", "PATH", "Directories of the image. Default: the root.");

    private final Streams streams;

    TreeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        if (levels.ifGiven().orElse(1) < 1) {
            throw new UsageException("-L takes a number from 1 on");
        }
        Session session = new Session(streams, syntax, options);
        Tree.Choice choice =
                new Tree.Choice(
                        all.isGiven(),
                        directories.isGiven(),
                        levels.ifGiven().orElse(Integer.MAX_VALUE));
        return session.run(
                        ImageSource.of(image.get(), options),
                        volume -> show(session, volume, choice))
                .value();
    }

    private void show(Session session, Volume volume, Tree.Choice choice) throws IOException {
        if (json.isGiven()) {
            Owners users = Owners.users(volume);
            Owners groups = Owners.groups(volume);
            Json.write(
                    session.textOut(),
                    generator -> {
                        EntryJson fields = new EntryJson(generator, users, groups);
                        TreeJson output = new TreeJson(session, generator, fields);
                        generator.writeStartArray();
                        new Tree(session, volume, choice, output).run(paths.all());
                        generator.writeEndArray();
                    });
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        TreeText.Lines lines =
                charset.get() == Charset.ascii ? TreeText.Lines.ASCII : TreeText.Lines.UTF_8;
        Tree tree =
                new Tree(
                        session,
                        volume,
                        choice,
                        new TreeText(
                                session,
                                out,
                                session.terminal(),
                                lines,
                                permissions.isGiven(),
                                sizes.isGiven()));
        try {
            tree.run(paths.all());
            if (!noReport.isGiven()) {
                report(out, tree);
            }
        } finally {
            out.flush();
        }
    }

    private void report(TextOut out, Tree tree) throws IOException {
        out.put('\n').number(tree.directories());
        out.put(tree.directories() == 1 ? " directory" : " directories");
        if (!directories.isGiven()) {
            out.put(", ").number(tree.files()).put(tree.files() == 1 ? " file" : " files");
        }
        out.put('\n');
    }
}
