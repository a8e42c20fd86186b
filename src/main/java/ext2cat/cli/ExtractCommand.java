// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.extract.ExtractOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code ext2 extract}. */
@Command(
        name = "extract",
        description = "Copies files and trees out of an image, with all they have.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeList = {
            "0:All files are there.",
            "1:A path is missing, a file was there already or could not be made, or reading"
                    + " failed."
        },
        footerHeading = "%nWhat is set:%n",
        footer = {
            "  Types, modes, times to the nanosecond, hard links, holes, owners, extended",
            "  attributes, access lists and capabilities. Root may set them all. What",
            "  another user may not set is counted at the end. A set-user-ID or set-group-ID",
            "  bit is set only with the owner that it was meant for.",
            "",
            "What is safe:",
            "  Nothing is written outside of the directory, whatever names and symbolic",
            "  links are in the image, or in the directory. What is there already stays,",
            "  unless --overwrite is given. A directory that is there is filled. No file",
            "  that could not be read or written to its end is left behind."
        })
final class ExtractCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Option(
            names = {"-C", "--directory"},
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "Where the files go; made if it is not there. Default: the working directory.")
    private String directory;

    @Option(
            names = "--overwrite",
            description =
                    "Replace files that are there already, and set what the image tells of"
                            + " directories that are.")
    private boolean overwrite;

    @Option(
            names = "--no-same-owner",
            description = "Let the files be those of the user who extracts them.")
    private boolean noSameOwner;

    @Option(
            names = {"-v", "--verbose"},
            description = "List the files on standard output.")
    private boolean verbose;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description =
                    "Files and trees of the image, all of it if none is given. Each gets the place"
                            + " that it has in the image.")
    private List<String> paths = List.of();

    private final Streams streams;

    ExtractCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        ExtractOptions how = new ExtractOptions(overwrite, !noSameOwner);
        return new Extractor(new Session(streams, spec, options), how, verbose)
                .run(ImageSource.of(image, options), directory, paths)
                .value();
    }
}
