// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.line.Kind;
import ext2cat.disk.InodeTime;

/**
 * What {@code ls} shows, and how.
 *
 * @param hidden which names that begin with a dot are shown
 * @param layout how entries stand on lines
 * @param directoryItself whether directories are shown, not what is in them
 * @param recursive whether directories in directories are listed too
 * @param inodes whether inode numbers are shown
 * @param blocks whether what is allocated is shown
 * @param owners which owners long lines have
 * @param human whether sizes are in units
 * @param sign after which names a sign tells the type
 * @param sort by what entries are sorted
 * @param directoriesFirst whether directories come before all others
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
        boolean blocks,
        Owners owners,
        boolean human,
        Sign sign,
        Sort sort,
        boolean directoriesFirst,
        boolean reverse,
        InodeTime time,
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

    /** Which owners long lines have. */
    record Owners(boolean user, boolean group) {}

    /** After which names a sign tells the type. */
    enum Sign {
        NONE,
        /** Directories have a slash. */
        DIRECTORY,
        /** All but regular files have one. */
        TYPE,
        /** Files that can be executed too. */
        CLASSIFY
    }

    /** By what entries are sorted; where it is equal, by name. */
    enum Sort {
        NAME,
        EXTENSION,
        SIZE,
        TIME,
        NONE
    }

    /**
     * How times are written.
     *
     * @param kind in which of the usual ways
     * @param recent a format for {@link ext2cat.cli.text.TimeFormat}, of which the kind is none
     * @param old the same for times that are not of the last six months
     */
    record TimeStyle(Kind kind, String recent, String old) {

        /** The usual ways. */
        enum Kind {
            LOCALE,
            FULL_ISO,
            LONG_ISO,
            ISO,
            FORMAT
        }

        /** One of the usual ways. */
        TimeStyle(Kind kind) {
            this(kind, "", "");
        }
    }

    /** Whether more is to be known of an entry than its name and number. */
    boolean needsInodes() {
        return layout == Layout.LONG
                || blocks
                || sort == Sort.SIZE
                || sort == Sort.TIME
                || sign != Sign.NONE
                || directoriesFirst;
    }
}
