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
              spaces, and ./ with the path from the root. A name with a backslash, a newline
              or a carriage return is escaped as sha256sum escapes it. Other names are
              written byte for byte, or on a terminal in the spelling of this program. A
              file that cannot be read completely has no line, only an error.
            """;

    private final Parameter<HashAlgorithm> algorithm =
            syntax.option(
                    "-a, --algorithm=NAME",
                    Kind.constant(HashAlgorithm.class),
                    "sha256",
                    "One of md5, sha1, sha224, sha256, sha384 and sha512. Default: sha256.");

    private final Parameter<Boolean> zero =
            syntax.flag("-z, --zero", "End lines with a NUL, and do not escape names.");

    private final Parameter<Boolean> tag =
            syntax.flag("--tag", "Begin each line with the algorithm, as on BSD.");

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
                                "The image is damaged, or is not an ext2, ext3 or ext4 image; what"
                                        + " could be read was hashed.")
                        .footer(FOOTER));
        syntax.choice(zero, tag, json);
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        Hash hash = new Hash(session, algorithm.get(), what.order(), what.filter());
        if (json.isGiven()) {
            return hash.json(image, what.paths());
        }
        return hash.lines(image, what.paths(), zero.isGiven(), tag.isGiven());
    }
}
