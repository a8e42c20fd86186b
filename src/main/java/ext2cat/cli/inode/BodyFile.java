// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.inspect.Timeline;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.time.Instant;

/**
 * Rows of a {@link Timeline} as lines of a body file 3.x, which mactime sorts:
 *
 * <pre>MD5|name|inode|mode_as_string|UID|GID|size|atime|mtime|ctime|crtime</pre>
 *
 * <p>Times are seconds, 0 for one that is not stored. MD5 is 0 where nothing is hashed. Names are
 * in the spelling of {@link FileName#toString}, and a bar is spelled {@code \x7c}, so a line is a
 * line and has eleven fields whatever the image holds.
 */
final class BodyFile {

    private BodyFile() {}

    /** A line, without its end. */
    static String line(TimelineRow row) {
        return row.inode().isPresent() ? line(row, row.inode().get()) : nameLine(row);
    }

    private static String line(TimelineRow row, Inode inode) {
        DiskInode disk = inode.disk();
        return "%s|%s|%d|%s/%s|%d|%d|%s|%d|%d|%d|%d"
                .formatted(
                        row.md5().orElse("0"),
                        name(row.path(), inode, row.state()),
                        inode.number(),
                        nameLetter(row.type()),
                        inodeLetter(inode.type()) + disk.fileMode().toString().substring(1),
                        disk.uid(),
                        disk.gid(),
                        Long.toUnsignedString(disk.sizeBytes()),
                        disk.times().of(InodeTime.ATIME).getEpochSecond(),
                        disk.times().of(InodeTime.MTIME).getEpochSecond(),
                        disk.times().of(InodeTime.CTIME).getEpochSecond(),
                        disk.times()
                                .stored(InodeTime.CRTIME)
                                .map(Instant::getEpochSecond)
                                .orElse(0L));
    }

    /** A line for a deleted name of which no inode is known. */
    private static String nameLine(TimelineRow row) {
        return "0|%s (deleted)|0|%s/----------|0|0|0|0|0|0|0"
                .formatted(spelled(row.path().toString()), nameLetter(row.type()));
    }

    private static String name(TreePath path, Inode inode, Timeline.State state) {
        String shown =
                state == Timeline.State.NAMELESS
                        ? "/$OrphanFiles/OrphanFile-" + inode.number()
                        : path.toString();
        return spelled(shown + target(inode))
                + switch (state) {
                    case LIVE -> "";
                    case DELETED, NAMELESS -> " (deleted)";
                    case REUSED -> " (deleted-realloc)";
                };
    }

    /** The target of a symlink that can be read; its damage matters little to a timeline. */
    private static String target(Inode inode) {
        if (inode.type() != FileType.SYMLINK) {
            return "";
        }
        try {
            return " -> " + FileName.of(inode.symlinkTarget());
        } catch (IOException _) {
            return "";
        }
    }

    private static String spelled(String text) {
        return text.replace("|", "\\x7c");
    }

    /** The letter for what an entry says: not quite that of ls. */
    private static char nameLetter(FileType type) {
        return switch (type) {
            case REGULAR -> 'r';
            case UNKNOWN -> '-';
            default -> type.letter();
        };
    }

    /** The letter for what an inode says: another one for sockets. */
    private static char inodeLetter(FileType type) {
        return type == FileType.SOCKET ? 'h' : nameLetter(type);
    }
}
