// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;

/** {@code ext2cat} and {@code ext2 cat}. */
public final class CatCommand implements Command {

    private static final String FOOTER =
            """
            Names:
              A path begins at the root of the image, with or without a slash. Bytes that
              are not UTF-8 may be typed as they are, or as \\xNN as this program shows
              them. Symbolic links are followed, but never out of the image.

            Images:
              A file or block device. One compressed by gzip, xz, zstd or bzip2 is first
              expanded into a temporary file, in TMPDIR if that is set.
            """;

    private final Syntax syntax;
    private final ImageParameters options;
    private final Parameter<String> output;
    private final Parameter<String> image;
    private final Parameter<String> paths;
    private final Streams streams;

    /**
     * @param name what it is called, with its program
     */
    public CatCommand(String name, Streams streams) {
        this.streams = streams;
        syntax =
                new Syntax(
                                name,
                                "Writes files of an ext2 image to standard output, or one to a"
                                        + " file, without mounting it.")
                        .exitCode(ExitCode.OK, "All files were written.")
                        .exitCode(
                                ExitCode.FAILED,
                                "A path is missing or is no file, or reading or writing failed.")
                        .footer(FOOTER);
        options = new ImageParameters(syntax);
        output =
                syntax.option(
                        "-o, --output=FILE",
                        "Write one PATH to this file. Holes stay holes. The file is written under"
                                + " another name beside it and gets its own when it is whole.");
        image = syntax.image();
        paths = syntax.words("PATH", 1, "Files of the image, written in this order.");
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        if (output.isGiven()) {
            if (paths.all().size() != 1) {
                throw new UsageException("--output takes one PATH");
            }
            return new CatToFile(session)
                    .run(ImageSource.of(image.get(), options), paths.get(), output.get())
                    .value();
        }
        return new Cat(session).run(ImageSource.of(image.get(), options), paths.all()).value();
    }
}
