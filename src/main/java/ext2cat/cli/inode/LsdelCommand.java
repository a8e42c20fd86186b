// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Times;

import java.util.List;

/** {@code ext2 lsdel}. */
public final class LsdelCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              The table of debugfs lsdel, sorted by inode number. Blocks is how many blocks
              of the file are not in use by others now, and how many it had. Then follow all
              names of the inode that are left in directories; any of them may be the last.

              "deleted, but not free" instead of a time means that the file was deleted
              while a process had it open. Its blocks are still its own.

              'ext2 cat IMAGE "<N>"' writes what inode N held. If some of its blocks are in
              use by others now, cat, extract, hash and tar say so and exit with 3. A free
              block may have been overwritten in the meantime; nothing shows that.

              The ext2 driver keeps the map of a deleted file. The drivers of ext3 and ext4
              clear it, and the size: such an inode has no blocks left and is listed only by
              --all. Contents that lie in the inode itself stay: it is listed with
              "(in its inode)".
            """;

    private final Parameter<Boolean> all =
            syntax.flag("-a, --all", "Include inodes of which no block can be read any more.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<Boolean> jsonLines = syntax.jsonLines();

    private final Parameter<Boolean> utc = syntax.utc();

    /** Under this name, which its program comes before. */
    public LsdelCommand(String name) {
        super(
                new Syntax(name, "Lists deleted files, and how much of them can still be read.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        return new Lsdel(session, image, Times.of(utc.isGiven()), all.isGiven())
                .run(json.isGiven(), jsonLines.isGiven());
    }
}
