// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Times;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ext2 stat}. */
public final class StatCommand implements Command {

    private static final String FOOTER =
            """
            Output:
              Times are those of the zone in TZ, or with --utc of UTC. Names of users and
              groups are those of the image's own /etc/passwd and /etc/group. Access lists,
              capabilities and labels of SELinux are decoded; other attributes are shown as
              text, or in hexadecimal if they are none.

            Paths:
              As in 'ext2 cat'; <12> is the inode 12. A symbolic link is not followed,
              unless -L is given.
            """;

    private final Syntax syntax =
            new Syntax("ext2 stat", "Tells everything that an inode holds.").footer(FOOTER);

    private final Parameter<Boolean> follow =
            syntax.flag("-L, --dereference", "Follow a symbolic link at the end of a path.");

    private final Parameter<String> format =
            syntax.option(
                    "-c, --format=FORMAT",
                    "Write a line in this format of GNU stat, e.g. '%a %s %n'.");

    private final Parameter<String> printf =
            syntax.option(
                    "--printf=FORMAT",
                    "The same with escapes like \\n, and no end of line but these.");

    private final Parameter<Boolean> terse =
            syntax.flag("-t, --terse", "Write a line of numbers, as GNU stat does.");

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final Parameter<Boolean> utc = syntax.flag("--utc", "Show times in UTC.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Parameter<String> paths = syntax.words("PATH", 1, "Files of the image.");

    private final Streams streams;

    /** One for a run with these streams. */
    public StatCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        Optional<String> line = format();
        if (line.isPresent()) {
            return new StatLines(session, Times.of(utc.isGiven()), follow.isGiven())
                    .run(
                            ImageSource.of(image.get(), options),
                            paths.all(),
                            line.get(),
                            printf.isGiven())
                    .value();
        }
        Stat stat = new Stat(session, Times.of(utc.isGiven()), json.isGiven());
        return stat.paths(ImageSource.of(image.get(), options), paths.all(), follow.isGiven())
                .value();
    }

    /** The format that is wanted, if any. */
    private Optional<String> format() {
        List<String> wanted = new ArrayList<>(format.all());
        wanted.addAll(printf.all());
        if (terse.isGiven()) {
            wanted.add(StatFormat.TERSE);
        }
        if (wanted.size() > 1 || !wanted.isEmpty() && json.isGiven()) {
            throw new UsageException("one of -c, --printf, -t and --json is enough");
        }
        return wanted.stream().findFirst();
    }
}
