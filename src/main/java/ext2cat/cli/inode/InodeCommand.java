// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Times;

import java.util.List;

/** {@code ext2 inode}. */
public final class InodeCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              The output of 'ext2 stat' for each inode, in use or not, and all paths that
              lead to it. To find the paths, the whole tree is walked once for all inodes;
              --no-paths leaves that out.

              With --versions, what the inodes were: each version that the journal has of
              them, the newest first. A version like the one before it is left out.
            """;

    private final Parameter<Boolean> noPaths =
            syntax.flag("--no-paths", "Do not search for paths.");

    private final Parameter<Boolean> versions =
            syntax.flag("--versions", "Print the versions that lie in the journal, without paths.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<Boolean> utc = syntax.utc();

    private final Parameter<Long> numbers =
            syntax.words("N", 1, Kind.inode(), "Numbers of inodes, such as 12 or <12>.");

    /** Under this name, which its program comes before. */
    public InodeCommand(String name) {
        super(
                new Syntax(name, "Prints everything about inodes, and every path to them.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE 12", "--json IMAGE 2 12");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        Stat stat = new Stat(session, Times.of(utc.isGiven()), json.isGiven());
        if (versions.isGiven()) {
            return stat.versions(image, numbers.all());
        }
        return stat.numbers(image, numbers.all(), !noPaths.isGiven());
    }
}
