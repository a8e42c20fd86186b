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
import java.util.concurrent.Callable;

/** {@code ext2cat} and {@code ext2 cat}. */
@Command(
        name = "cat",
        description =
                "Writes files of an ext2 image to standard output, or one to a file, without"
                        + " mounting it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeList = {
            "0:All files were written.",
            "1:A path is missing or is no file, or reading or writing failed."
        },
        footerHeading = "%nNames:%n",
        footer = {
            "  A path begins at the root of the image, with or without a slash. Bytes that",
            "  are not UTF-8 may be typed as they are, or as \\xNN as this program shows",
            "  them. Symbolic links are followed, but never out of the image.",
            "",
            "Images:",
            "  A file or block device. One compressed by gzip, xz, zstd or bzip2 is first",
            "  expanded into a temporary file, in TMPDIR if that is set."
        })
final class CatCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write one PATH to this file. Holes stay holes. The file is written under"
                            + " another name beside it and gets its own when it is whole.")
    private String output;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files of the image, written in this order.")
    private List<String> paths;

    private final Streams streams;

    CatCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        if (output != null) {
            if (paths.size() != 1) {
                throw new ParameterException(spec.commandLine(), "--output takes one PATH");
            }
            return new CatToFile(session)
                    .run(ImageSource.of(image, options), paths.getFirst(), output)
                    .value();
        }
        return new Cat(session).run(ImageSource.of(image, options), paths).value();
    }
}
