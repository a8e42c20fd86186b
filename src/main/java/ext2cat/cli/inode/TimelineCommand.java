// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.disk.FileType;
import ext2cat.inspect.Timeline;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.io.Writer;

/** {@code ext2 timeline}. */
public final class TimelineCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              A line for each name, as 'fls -r -m /' of the Sleuth Kit writes it:
              MD5|name|inode|mode|UID|GID|size|atime|mtime|ctime|crtime. A deleted name is
              followed by ' (deleted)', or by ' (deleted-realloc)' if its inode is in use
              again; the line then describes the new file. A deleted inode without a name
              is '/$OrphanFiles/OrphanFile-N'. Bars, and bytes that could break a line, are
              spelled \\xNN.
            """;

    /** Under this name, which its program comes before. */
    public TimelineCommand(String name) {
        super(
                new Syntax(name, "Writes a body file for mactime, with deleted files.")
                        .footer(FOOTER));
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        return session.run(
                image,
                volume -> {
                    Writer out = session.textOut();
                    try (DamageReport damage = new DamageReport(session, image.label())) {
                        Timeline.of(volume, new Lines(out), damage);
                    }
                    out.flush();
                });
    }

    /** Writes a line for each row. */
    private record Lines(Writer out) implements Timeline.Visitor {

        @Override
        public void row(TreePath path, FileType type, Inode inode, Timeline.State state)
                throws IOException {
            out.write(BodyFile.line(path, type, inode, state));
            out.write('\n');
        }

        @Override
        public void lostName(TreePath path, FileType type) throws IOException {
            out.write(BodyFile.line(path, type));
            out.write('\n');
        }
    }
}
