// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ext2 lsdel}. */
@Command(
        name = "lsdel",
        description = "Lists deleted files, and what can still be read.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nOutput:%n",
        footer = {
            "  As debugfs lsdel prints it, by inode number: of its blocks, how many nobody",
            "  uses now, and how many there were. The name stands behind if a directory",
            "  still has it. 'ext2 cat IMAGE \"<N>\"' writes what inode N held, as long as all",
            "  its blocks are free; what a block holds that is in use belongs to another",
            "  file, and a free one may have been written since.",
            "",
            "  The ext2 driver leaves the map of a deleted file as it was. Those of ext3 and",
            "  ext4 clear it: such an inode has no blocks left and is listed by --all only."
        })
final class LsdelCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = {"-a", "--all"},
            description = "List inodes too of which no block can be read any more.")
    private boolean all;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Option(names = "--utc", description = "Show times in UTC.")
    private boolean utc;

    @Mixin private ImageOptions options;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    private final Streams streams;

    LsdelCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        ImageSource source = ImageSource.of(image, options);
        return new Lsdel(session, source, Times.of(utc), all).run(json).value();
    }
}
