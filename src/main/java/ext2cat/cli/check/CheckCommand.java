// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;

import java.util.List;

/** {@code ext2 check}. */
public final class CheckCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Severities:
              damage         something cannot be read, or may be read wrongly
              inconsistency  structures contradict each other, but can be read
              note           not a fault, but worth knowing
            """;

    private final Parameter<Integer> most =
            syntax.option(
                    "--most=COUNT",
                    Kind.number(),
                    "20",
                    "Show at most COUNT findings of each kind, and count the others. Default: 20.");

    private final Parameter<Boolean> json = syntax.json();

    /** Under this name, which its program comes before. */
    public CheckCommand(String name) {
        super(
                new Syntax(
                                name,
                                "Checks every structure that is read, and says what is wrong and"
                                        + " where.")
                        .exitCode(ExitCode.OK, "Nothing is wrong; there may be notes.")
                        .exitCode(ExitCode.PATH_OR_IO, "A part of the image cannot be read.")
                        .exitCode(
                                ExitCode.CORRUPT,
                                "The image is damaged or contradicts itself, or is not an ext2"
                                        + " image.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (most.get() < 0) {
            throw new UsageException("--most " + most.get() + " is not a number of 0 or more");
        }
        return session.run(
                image.withChecksumsUnseen(),
                volume -> new CheckReport(session, image, most.get()).run(volume, json.isGiven()));
    }
}
