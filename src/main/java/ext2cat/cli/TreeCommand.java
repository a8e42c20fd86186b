// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.volume.Volume;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ext2 tree}. */
@Command(
        name = "tree",
        description = "Draws directories as a tree.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%n",
        footer = {})
final class TreeCommand implements Callable<Integer> {

    /** The words of {@code --charset}. */
    enum Charset {
        utf8,
        ascii
    }

    @Spec private CommandSpec spec;

    @Option(names = "-a", description = "Also names that begin with a dot.")
    private boolean all;

    @Option(names = "-d", description = "Directories only.")
    private boolean directories;

    @Option(names = "-L", paramLabel = "LEVELS", description = "Not deeper than that many names.")
    private Integer levels;

    @Option(names = "-s", description = "The size of each file in bytes.")
    private boolean sizes;

    @Option(names = "-p", description = "Type and permissions of each file.")
    private boolean permissions;

    @Option(names = "--noreport", description = "No count of directories and files at the end.")
    private boolean noReport;

    @Option(
            names = "--charset",
            paramLabel = "CHARSET",
            defaultValue = "utf8",
            description = "Lines of utf8 or ascii characters. Default: utf8.")
    private Charset charset;

    @Option(names = "--json", description = "Write the tree as JSON.")
    private boolean json;

    @Mixin private ImageOptions options;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Directories of the image. Default: the root.")
    private List<String> paths = List.of("/");

    private final Streams streams;

    TreeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (levels != null && levels < 1) {
            throw new ParameterException(spec.commandLine(), "-L takes a number from 1 on");
        }
        Session session = new Session(streams, spec, options);
        Tree.Choice choice =
                new Tree.Choice(all, directories, levels == null ? Integer.MAX_VALUE : levels);
        return session.run(ImageSource.of(image, options), volume -> show(session, volume, choice))
                .value();
    }

    private void show(Session session, Volume volume, Tree.Choice choice) throws IOException {
        if (json) {
            Owners users = Owners.users(volume);
            Owners groups = Owners.groups(volume);
            Json.write(
                    session.textOut(),
                    generator -> {
                        EntryJson fields = new EntryJson(generator, users, groups);
                        TreeJson output = new TreeJson(session, generator, fields);
                        generator.writeStartArray();
                        new Tree(session, volume, choice, output).run(paths);
                        generator.writeEndArray();
                    });
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        TreeText.Lines lines =
                charset == Charset.ascii ? TreeText.Lines.ASCII : TreeText.Lines.UTF_8;
        Tree tree =
                new Tree(
                        session,
                        volume,
                        choice,
                        new TreeText(session, out, session.terminal(), lines, permissions, sizes));
        try {
            tree.run(paths);
            if (!noReport) {
                report(out, tree);
            }
        } finally {
            out.flush();
        }
    }

    private void report(TextOut out, Tree tree) throws IOException {
        out.put('\n').number(tree.directories());
        out.put(tree.directories() == 1 ? " directory" : " directories");
        if (!directories) {
            out.put(", ").number(tree.files()).put(tree.files() == 1 ? " file" : " files");
        }
        out.put('\n');
    }
}
