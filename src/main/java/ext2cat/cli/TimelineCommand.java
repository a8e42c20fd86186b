// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.disk.FileType;
import ext2cat.inspect.BodyFile;
import ext2cat.inspect.Timeline;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Callable;

/** {@code ext2 timeline}. */
@Command(
        name = "timeline",
        description = "Writes a body file for mactime, deleted files too.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nOutput:%n",
        footer = {
            "  A line for each name, as 'fls -r -m /' of the Sleuth Kit writes it:",
            "  MD5|name|inode|mode|UID|GID|size|atime|mtime|ctime|crtime. A name that is",
            "  deleted has ' (deleted)' behind it, or ' (deleted-realloc)' if its inode is",
            "  in use again, which the line then tells of. A deleted inode without a name",
            "  is '/$OrphanFiles/OrphanFile-N'. Bytes that could break a line, and bars,",
            "  are spelled \\xNN."
        })
final class TimelineCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    private final Streams streams;

    TimelineCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        ImageSource source = ImageSource.of(image, options);
        return session.run(
                        source,
                        volume -> {
                            Writer out = session.textOut();
                            try (DamageReport damage = new DamageReport(session, source.label())) {
                                Timeline.of(volume, new Lines(out, damage));
                            }
                            out.flush();
                        })
                .value();
    }

    /** Writes a line for each row. */
    private record Lines(Writer out, DamageReport report) implements Timeline.Visitor {

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

        @Override
        public void damage(IOException thrown) throws IOException {
            report.tell(thrown);
        }
    }
}
