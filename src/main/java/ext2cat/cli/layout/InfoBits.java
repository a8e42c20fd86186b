// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Shown;

import java.util.ArrayList;
import java.util.List;

/** The words that dumpe2fs has for bits and numbers of a superblock. */
final class InfoBits {

    /** The bits of s_flags. */
    static final String[] SUPERBLOCK_FLAGS = {
        "signed_directory_hash", "unsigned_directory_hash", "test_filesystem"
    };

    private static final String[] MOUNT_OPTIONS = {
        "debug", "bsdgroups", "user_xattr", "acl", "uid16"
    };
    private static final String[] JOURNAL_MODES = {
        "journal_data", "journal_data_ordered", "journal_data_writeback"
    };
    private static final String[] LATER_MOUNT_OPTIONS = {
        "nobarrier", "block_validity", "discard", "nodelalloc"
    };
    private static final String[] HASH_VERSIONS = {
        "legacy",
        "half_md4",
        "tea",
        "legacy_unsigned",
        "half_md4_unsigned",
        "tea_unsigned",
        "siphash"
    };

    private static final int JOURNAL_MODE_SHIFT = 5;
    private static final int LATER_MOUNT_OPTION_SHIFT = 8;

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long MONTH = 30 * DAY;

    private InfoBits() {}

    /** The names of the bits set, from bit 0 on. */
    static List<String> named(long bits, String[] names) {
        List<String> set = new ArrayList<>();
        for (int bit = 0; bit < names.length; bit++) {
            if ((bits >> bit & 1) != 0) {
                set.add(names[bit]);
            }
        }
        return set;
    }

    /**
     * The options of s_default_mount_opts, of which two bits are the mode of the journal, which is
     * told first; bits without a name e.g. as {@code MNTOPT_13}.
     */
    static List<String> mountOptions(long bits) {
        List<String> set = new ArrayList<>();
        int mode = (int) (bits >> JOURNAL_MODE_SHIFT & 3);
        if (mode > 0) {
            set.add(JOURNAL_MODES[mode - 1]);
        }
        set.addAll(named(bits, MOUNT_OPTIONS));
        set.addAll(named(bits >> LATER_MOUNT_OPTION_SHIFT, LATER_MOUNT_OPTIONS));
        for (int bit = JOURNAL_MODE_SHIFT + 2; bit < Integer.SIZE; bit++) {
            int later = bit - LATER_MOUNT_OPTION_SHIFT;
            boolean isNamed = later >= 0 && later < LATER_MOUNT_OPTIONS.length;
            if ((bits >> bit & 1) != 0 && !isNamed) {
                set.add("MNTOPT_" + bit);
            }
        }
        return set;
    }

    /** The name of a hash of directories. */
    static String hashVersion(int version) {
        return version < HASH_VERSIONS.length ? HASH_VERSIONS[version] : "HASHALG_" + version;
    }

    /** A time between two checks in words. */
    static String interval(long seconds) {
        if (seconds == 0) {
            return "<none>";
        }
        StringBuilder text = new StringBuilder();
        long rest = seconds;
        long[] units = {MONTH, DAY, HOUR, MINUTE, 1};
        String[] names = {"month", "day", "hour", "minute", "second"};
        for (int i = 0; i < units.length; i++) {
            long count = rest / units[i];
            rest %= units[i];
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(Shown.count(count, names[i]));
            }
        }
        return text.toString();
    }

    /** An amount rounded to a unit in which it has few digits. */
    static String kibibytes(long amount) {
        String[] units = {"kB", "MB", "GB", "TB"};
        int unit = 0;
        while (unit < units.length - 1 && amount >>> 13 + 10 * unit != 0) {
            unit++;
        }
        long half = unit == 0 ? 0 : 1L << 10 * unit - 1;
        return (amount + half >>> 10 * unit) + " " + units[unit];
    }
}
