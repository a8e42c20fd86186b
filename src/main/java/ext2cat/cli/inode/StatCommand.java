// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Times;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ext2 stat}. */
public final class StatCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              Times are in the zone of TZ, or with --utc in UTC. Names of users and groups
              come from /etc/passwd and /etc/group of the image. Access lists, capabilities
              and SELinux labels are decoded. Other attributes are shown as text, or in
              hexadecimal if they are not text.

            Paths:
              As for 'ext2 cat'; <12> is inode 12. A symbolic link at the end of a path is
              followed only if -L is given.
            """;

    private final Parameter<Boolean> follow =
            syntax.flag("-L, --dereference", "Follow a symbolic link at the end of a path.");

    private final Parameter<String> format =
            syntax.option(
                    "-c, --format=FORMAT",
                    "Write a line in this format of GNU stat, e.g. '%a %s %n'.");

    private final Parameter<String> printf =
            syntax.option(
                    "--printf=FORMAT",
                    "Like --format, but interpret escapes like \\n"
                            + ", and do not end with a newline.");

    private final Parameter<Boolean> terse =
            syntax.flag("-t, --terse", "Write a line of numbers, as GNU stat does.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<Boolean> utc = syntax.utc();

    private final Parameter<String> paths = syntax.words("PATH", 1, "Files of the image.");

    /** Under this name, which its program comes before. */
    public StatCommand(String name) {
        super(new Syntax(name, "Prints everything that an inode holds.").footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE /README.txt", "--json IMAGE /notes/latest");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        Optional<String> line = format();
        if (line.isPresent()) {
            return new StatLines(session, Times.of(utc.isGiven()), follow.isGiven())
                    .run(image, paths.all(), line.get(), printf.isGiven());
        }
        Stat stat = new Stat(session, Times.of(utc.isGiven()), json.isGiven());
        return stat.paths(image, paths.all(), follow.isGiven());
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
