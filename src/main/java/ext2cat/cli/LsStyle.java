// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.disk.DiskInode;

import java.time.Instant;

/**
 * What {@code ls} shows, and how.
 *
 * @param hidden which names that begin with a dot are shown
 * @param layout how entries stand on lines
 * @param directoryItself whether directories are shown, not what is in them
 * @param recursive whether directories in directories are listed too
 * @param inodes whether inode numbers are shown
 * @param human whether sizes are in units
 * @param classify whether a sign behind the name tells the type
 * @param sort by what entries are sorted
 * @param reverse whether the other way round
 * @param time which time is shown and sorted by
 * @param timeStyle how it is written
 */
record LsStyle(
        Hidden hidden,
        Layout layout,
        boolean directoryItself,
        boolean recursive,
        boolean inodes,
        boolean human,
        boolean classify,
        Sort sort,
        boolean reverse,
        Time time,
        TimeStyle timeStyle) {

    /** Names that begin with a dot. */
    enum Hidden {
        NONE,
        /** All but the directory itself and the one above. */
        ALMOST_ALL,
        ALL
    }

    /** How entries stand on lines. */
    enum Layout {
        LONG,
        COLUMNS,
        LINES
    }

    /** By what entries are sorted; where it is equal, by name. */
    enum Sort {
        NAME,
        SIZE,
        TIME,
        NONE
    }

    /** How times are written. */
    enum TimeStyle {
        LOCALE,
        FULL_ISO,
        LONG_ISO,
        ISO
    }

    /** The times of an inode. */
    enum Time {
        MTIME,
        ATIME,
        CTIME,
        CRTIME;

        /** This time of an inode; that of creation is 1970 where it is not stored. */
        Instant of(DiskInode inode) {
            return switch (this) {
                case MTIME -> inode.modificationTime();
                case ATIME -> inode.accessTime();
                case CTIME -> inode.changeTime();
                case CRTIME -> inode.creationTime().orElse(Instant.EPOCH);
            };
        }
    }

    /** Whether more is to be known of an entry than its name and number. */
    boolean needsInodes() {
        return layout == Layout.LONG || sort == Sort.SIZE || sort == Sort.TIME || classify;
    }
}
