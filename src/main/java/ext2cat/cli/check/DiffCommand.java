// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.diff.Aspect;
import ext2cat.diff.DiffOptions;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** {@code ext2 diff}. */
public final class DiffCommand implements Command {

    private static final String FOOTER =
            """
            Output:
              + PATH        is only in the second
              - PATH        is only in the first
              ~ PATH: WHAT  is in both, and differs in this, the first named first

              Compared are type, mode, owner, size, contents, targets of symbolic links,
              device numbers, extended attributes, and which names are hard links of which.
              Of a directory's attributes only those of users can be read. The options
              that tell where a file system is are for both images.
            """;

    private final Syntax syntax =
            new Syntax("ext2 diff", "Compares two images, or an image and a directory.")
                    .onlyExitCodes(
                            "No difference was found.",
                            "There are differences.",
                            "Trouble: the command line makes no sense, a path is missing, an image"
                                    + " cannot be opened, or reading or writing failed.",
                            "An image is damaged in parts; the rest was compared.")
                    .footer(FOOTER);

    private final Parameter<Boolean> times =
            syntax.flag("--times", "Compare the times of last change too.");

    private final Parameter<String> ignored =
            syntax.options(
                    "--ignore=WHAT", "Do not compare one or more of: mode, owner, xattrs, links.");

    private final Parameter<Boolean> brief =
            syntax.flag(
                    "-q, --brief",
                    "Tell only which paths differ; of a tree that only one has, only"
                            + " its top.");

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> first = syntax.word("A", "The first image or directory.");

    private final Parameter<String> second = syntax.word("B", "The second.");

    private final Parameter<String> path =
            syntax.word("PATH", "/", "The tree to be compared, all if none is given.");

    private final Streams streams;

    /** One for a run with these streams. */
    public DiffCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        DiffOptions how = new DiffOptions(times.isGiven(), !brief.isGiven(), ignored());
        Diff diff = new Diff(session, options, how, path.get());
        return (json.isGiven()
                        ? diff.toJson(first.get(), second.get())
                        : diff.toText(first.get(), second.get(), brief.isGiven()))
                .ordinal();
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
