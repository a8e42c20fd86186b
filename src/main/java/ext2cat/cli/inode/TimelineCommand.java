// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.disk.FileType;
import ext2cat.inspect.BodyFile;
import ext2cat.inspect.Timeline;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.io.Writer;

/** {@code ext2 timeline}. */
public final class TimelineCommand implements Command {

    private static final String FOOTER =
            """
            Output:
              A line for each name, as 'fls -r -m /' of the Sleuth Kit writes it:
              MD5|name|inode|mode|UID|GID|size|atime|mtime|ctime|crtime. A name that is
              deleted has ' (deleted)' behind it, or ' (deleted-realloc)' if its inode is
              in use again, which the line then tells of. A deleted inode without a name
              is '/$OrphanFiles/OrphanFile-N'. Bytes that could break a line, and bars,
              are spelled \\xNN.
            """;

    private final Syntax syntax =
            new Syntax("ext2 timeline", "Writes a body file for mactime, deleted files too.")
                    .footer(FOOTER);

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Streams streams;

    /** One for a run with these streams. */
    public TimelineCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        ImageSource source = ImageSource.of(image.get(), options);
        return session.run(
                        source,
                        volume -> {
                            Writer out = session.textOut();
                            try (DamageReport damage = new DamageReport(session, source.label())) {
                                Timeline.of(volume, new Lines(out), damage);
                            }
                            out.flush();
                        })
                .value();
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
