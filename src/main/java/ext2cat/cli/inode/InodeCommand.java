// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Times;

/** {@code ext2 inode}. */
public final class InodeCommand implements Command {

    private static final String FOOTER =
            """
            Output:
              As 'ext2 stat' tells of a path, for inodes in use or not, and all paths that
              lead to each. To find them the whole tree may have to be walked, once for
              all the inodes; --no-paths leaves that out.
            """;

    private final Syntax syntax =
            new Syntax("ext2 inode", "Tells everything of inodes, and every path to them.")
                    .footer(FOOTER);

    private final Parameter<Boolean> noPaths = syntax.flag("--no-paths", "Do not look for paths.");

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final Parameter<Boolean> utc = syntax.flag("--utc", "Show times in UTC.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Parameter<Long> numbers =
            syntax.words("N", 1, Kind.inode(), "Numbers of inodes, such as 12 or <12>.");

    private final Streams streams;

    /** One for a run with these streams. */
    public InodeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        Stat stat = new Stat(session, Times.of(utc.isGiven()), json.isGiven());
        return stat.numbers(ImageSource.of(image.get(), options), numbers.all(), !noPaths.isGiven())
                .value();
    }
}
