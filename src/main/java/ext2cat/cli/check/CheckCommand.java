// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;

/** {@code ext2 check}. */
public final class CheckCommand implements Command {

    private static final String FOOTER =
            """
            Severities:
              damage         something cannot be read, or may be read wrongly
              inconsistency  structures contradict each other, but reading goes well
              note           no fault, but worth knowing
            """;

    private final Syntax syntax =
            new Syntax(
                            "ext2 check",
                            "Checks every structure that is read, and says what is wrong where.")
                    .exitCode(ExitCode.OK, "Nothing is wrong; there may be notes.")
                    .exitCode(ExitCode.FAILED, "A part of the image cannot be read.")
                    .exitCode(
                            ExitCode.CORRUPT,
                            "The image is damaged or contradicts itself, or is no ext2 image.")
                    .footer(FOOTER);

    private final Parameter<Integer> most =
            syntax.option(
                    "--most=COUNT",
                    Kind.number(),
                    "20",
                    "Show so many findings of each kind, and count the others. Default: 20.");

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Streams streams;

    /** One for a run with these streams. */
    public CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        if (most.get() < 0) {
            throw new UsageException("--most " + most.get() + " is not a number from 0 on");
        }
        Session session = new Session(streams, syntax, options);
        ImageSource source = ImageSource.of(image.get(), options);
        return session.run(
                        source,
                        volume ->
                                new CheckReport(session, source, most.get())
                                        .run(volume, json.isGiven()))
                .value();
    }
}
