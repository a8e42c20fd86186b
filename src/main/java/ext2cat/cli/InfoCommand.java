// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ext2 info}. */
@Command(
        name = "info",
        description = "Tells of the file system, as dumpe2fs does.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nOutput:%n",
        footer = {
            "  The superblock under the names that dumpe2fs has for its fields, then what",
            "  each feature means and what this program makes of it, what should be known",
            "  before the image is used, and how its blocks are shared out. An image of",
            "  ext4, of which no file can be read, is told of too, as far as that goes."
        })
final class InfoCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = {"-g", "--groups"},
            description = "Tell of each group: where its parts are, and what is free.")
    private boolean groups;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Option(names = "--utc", description = "Show times in UTC.")
    private boolean utc;

    @Mixin private ImageOptions options;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    private final Streams streams;

    InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        ImageSource source = ImageSource.of(image, options);
        return new Info(session, source, Times.of(utc)).run(groups, json).value();
    }
}
