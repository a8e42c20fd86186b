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

/** {@code ext2 stat}. */
@Command(
        name = "stat",
        description = "Tells everything that an inode holds.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nOutput:%n",
        footer = {
            "  Times are those of the zone in TZ, or with --utc of UTC. Names of users and",
            "  groups are those of the image's own /etc/passwd and /etc/group. Access lists,",
            "  capabilities and labels of SELinux are decoded; other attributes are shown as",
            "  text, or in hexadecimal if they are none.",
            "",
            "Paths:",
            "  As in 'ext2 cat'; <12> is the inode 12. A symbolic link is not followed,",
            "  unless -L is given."
        })
final class StatCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = {"-L", "--dereference"},
            description = "Follow a symbolic link at the end of a path.")
    private boolean follow;

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
            paramLabel = "PATH",
            description = "Files of the image.")
    private List<String> paths;

    private final Streams streams;

    StatCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        Stat stat = new Stat(session, Times.of(utc), json);
        return stat.paths(ImageSource.of(image, options), paths, follow).value();
    }
}
