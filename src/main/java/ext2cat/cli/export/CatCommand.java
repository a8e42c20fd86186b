// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;

import java.util.List;

/** {@code ext2cat} and {@code ext2 cat}. */
public final class CatCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Names:
              A path begins at the root of the image, with or without a slash. Bytes that
              are not UTF-8 may be typed as they are, or as \\xNN, the way this program
              shows them. Symbolic links are followed, but never out of the image.

            Images:
              An image is a file or a block device. If it is compressed by gzip, xz, zstd,
              bzip2, lz4 or lzma, it is first expanded into a temporary file, in TMPDIR if
              that is set.
            """;

    private final Parameter<String> output =
            syntax.option(
                    "-o, --output=FILE",
                    "Write one PATH to FILE. Holes stay holes. The file gets its name only when it"
                            + " is complete.");

    private final Parameter<Boolean> keepGoing =
            syntax.flag(
                    "--keep-going",
                    "Write zeros for each block that cannot be read, and say how many there are.");

    private final Parameter<String> paths =
            syntax.words("PATH", 1, "Files of the image, written in this order.");

    /** Under this name, which its program comes before if that has other commands. */
    public CatCommand(String name) {
        super(
                new Syntax(
                                name,
                                "Writes files of an ext2, ext3 or ext4 image to standard output, or"
                                        + " one to a file, without mounting it.")
                        .exitCode(ExitCode.OK, "All files were written.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "A path is missing or is not a file, or reading or writing failed.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "IMAGE /README.txt /man-page /notes/latest",
                "--offset 0 IMAGE /README.txt",
                "-o FOLDER/man-page IMAGE /man-page");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (output.isGiven()) {
            if (paths.all().size() != 1) {
                throw new UsageException("--output takes one PATH");
            }
            return new CatToFile(session, files(session)).run(image, paths.get(), output.get());
        }
        return new Cat(session, files(session)).run(image, paths.all());
    }

    private CatSource files(Session session) {
        return keepGoing.isGiven() ? new SalvagedFiles(session) : CatSource.WHOLE;
    }
}
