// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ext2 blocks}. */
@Command(
        name = "blocks",
        description = "Shows where files lie, as filefrag -v does.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nOutput:%n",
        footer = {
            "  A line for each run of adjacent blocks. Indirect blocks stand in their place",
            "  as 'ind', 'dind' and 'tind', with the file blocks that they map. What is in",
            "  no line is a hole. Blocks behind the end of the file are flagged 'behind'.",
            "",
            "  The picture shows the whole image, block by block or, if that are too many,",
            "  so that each cell stands for as many: what is metadata, directory, file or",
            "  free. The blocks of PATH stand out.",
            "",
            "Paths:",
            "  As in 'ext2 cat'; <12> is the inode 12. A symbolic link is not followed."
        })
final class BlocksCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = {"-e", "--extents"},
            description = "Leave the indirect blocks out.")
    private boolean extentsOnly;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw the whole image into this file, an .svg or .html.")
    private String plot;

    @Mixin private ImageOptions options;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Files of the image; with --plot there need be none.")
    private List<String> paths = List.of();

    private final Streams streams;

    BlocksCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (plot == null && paths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "a PATH or --plot is needed");
        }
        if (plot != null && !plot.endsWith(".svg") && !plot.endsWith(".html")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--plot '%s' ends neither in .svg nor in .html".formatted(plot));
        }
        Session session = new Session(streams, spec, options);
        ImageSource source = ImageSource.of(image, options);
        return new Blocks(session, source).run(paths, form(), Optional.ofNullable(plot)).value();
    }

    private Blocks.Form form() {
        if (json) {
            return Blocks.Form.JSON;
        }
        return extentsOnly ? Blocks.Form.EXTENTS : Blocks.Form.TEXT;
    }
}
