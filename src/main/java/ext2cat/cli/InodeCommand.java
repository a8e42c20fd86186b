// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code ext2 inode}. */
@Command(
        name = "inode",
        description = "Tells everything of inodes, and every path to them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nOutput:%n",
        footer = {
            "  As 'ext2 stat' tells of a path, for inodes in use or not, and all paths that",
            "  lead to each. To find them the whole tree may have to be walked, once for",
            "  all the inodes; --no-paths leaves that out."
        })
final class InodeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--no-paths", description = "Do not look for paths.")
    private boolean noPaths;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Option(names = "--utc", description = "Show times in UTC.")
    private boolean utc;

    @Mixin private ImageOptions options;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "N",
            converter = ImageOptions.Position.class,
            description = "Numbers of inodes.")
    private List<Long> numbers;

    private final Streams streams;

    InodeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        Stat stat = new Stat(session, Times.of(utc), json);
        return stat.numbers(ImageSource.of(image, options), numbers, !noPaths).value();
    }
}
