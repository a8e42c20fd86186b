// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;

import java.util.List;

/** {@code ext2 hash}. */
public final class HashCommand extends ImageCommand {

    private static final String FOOTER =
            """
            The output:
              Lines for 'sha256sum -c' in a copy or a mount of the image: the hash, two
              spaces, and the path from the root with ./ before it. A name with a
              backslash, a newline or a carriage return is escaped as sha256sum does it,
              and other names are written byte for byte; on a terminal all are spelled as
              this program shows names. A file that cannot be read to its end has no line,
              and is told on standard error.
            """;

    private final Parameter<HashAlgorithm> algorithm =
            syntax.option(
                    "-a, --algorithm=NAME",
                    Kind.constant(HashAlgorithm.class),
                    "sha256",
                    "One of ${COMPLETION-CANDIDATES}. Default: sha256.");

    private final Parameter<Boolean> zero =
            syntax.flag("-z, --zero", "End lines with a NUL, and escape nothing.");

    private final Parameter<Boolean> tag =
            syntax.flag("--tag", "Begin lines with the algorithm, as BSD does.");

    private final Parameter<Boolean> json = syntax.json();

    private final ExportParameters what = new ExportParameters(syntax);

    /** Under this name, which its program comes before. */
    public HashCommand(String name) {
        super(
                new Syntax(name, "Hashes every regular file, as sha256sum does.")
                        .exitCode(ExitCode.OK, "All files were hashed.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "A path is missing, or reading or writing failed.")
                        .exitCode(
                                ExitCode.CORRUPT,
                                "The image is damaged, or is no ext2 image; what could be read was"
                                        + " hashed.")
                        .footer(FOOTER));
        syntax.choice(zero, tag, json);
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        Hash hash = new Hash(session, algorithm.get(), what.order());
        if (json.isGiven()) {
            return hash.json(image, what.paths());
        }
        return hash.lines(image, what.paths(), zero.isGiven(), tag.isGiven());
    }
}
