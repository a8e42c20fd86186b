// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.FilterParameters;
import ext2cat.cli.run.OpeningCommand;
import ext2cat.cli.run.Session;
import ext2cat.diff.Aspect;
import ext2cat.diff.DiffOptions;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code ext2 diff}. */
public final class DiffCommand extends OpeningCommand {

    private static final String FOOTER =
            """
            Output:
              + PATH        is only in B
              - PATH        is only in A
              ~ PATH: WHAT  is in both, and differs in WHAT: A -> B

              The comparison covers type, mode, owner, size, contents, targets of symbolic
              links, device numbers, extended attributes, and which names are hard links of
              each other. If A or B is a directory, only its attributes in the namespace
              user are compared. --offset and --superblock apply to both images.
            """;

    private final Parameter<Boolean> times =
            syntax.flag("--times", "Also compare the times of last change.");

    private final Parameter<String> ignored =
            syntax.options(
                    "--ignore=WHAT",
                    "Do not compare WHAT, one or more of mode, owner, xattrs, links.");

    private final Parameter<Boolean> brief =
            syntax.flag(
                    "-q, --brief",
                    "Print only which paths differ, and of a tree that only one side has, only its"
                            + " top.");

    private final FilterParameters filter = new FilterParameters(syntax);

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<String> first = syntax.word("A", "The first image or directory.");

    private final Parameter<String> second = syntax.word("B", "The second.");

    private final Parameter<String> path =
            syntax.word("PATH", "/", "The tree to compare. Default: the root.");

    /** Under this name, which its program comes before. */
    public DiffCommand(String name) {
        super(
                new Syntax(name, "Compares two images, or an image and a directory.")
                        .onlyExitCodes(
                                ExitCode.OK, ExitCode.DIFFERENT, ExitCode.TROUBLE, ExitCode.CORRUPT)
                        .exitCode(ExitCode.OK, "No difference was found.")
                        .exitCode(
                                ExitCode.CORRUPT,
                                "An image is damaged in parts; the rest was compared.")
                        .footer(FOOTER));
    }

    @Override
    protected ExitCode run(Session session) {
        DiffOptions how =
                new DiffOptions(times.isGiven(), !brief.isGiven(), ignored(), filter.filter());
        Diff diff = new Diff(session, this::image, how, path.get());
        return json.isGiven()
                ? diff.toJson(first.get(), second.get())
                : diff.toText(first.get(), second.get(), brief.isGiven());
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE IMAGE", "--json IMAGE IMAGE");
    }

    private Set<Aspect> ignored() {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        for (String words : ignored.all()) {
            for (String word : words.split(",")) {
                aspects.add(aspect(word));
            }
        }
        return aspects;
    }

    private static Aspect aspect(String word) {
        return Arrays.stream(Aspect.values())
                .filter(it -> it.toString().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "--ignore: '%s' is not one of %s"
                                                .formatted(word, EnumSet.allOf(Aspect.class))));
    }
}
