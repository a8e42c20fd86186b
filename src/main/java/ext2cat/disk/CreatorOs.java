// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * The operating system that made the file system (s_creator_os); it owns osd1 and osd2 of inodes.
 */
public enum CreatorOs {
    /** 0: Linux. */
    LINUX("Linux"),
    /** 1: GNU Hurd, whose inodes have a translator and 32 bits of mode. */
    HURD("Hurd"),
    /** 2: Masix. */
    MASIX("Masix"),
    /** 3: FreeBSD. */
    FREEBSD("FreeBSD"),
    /** 4: Lites. */
    LITES("Lites"),
    /** Any other number; Linux reads such an image as its own. */
    UNKNOWN("(unknown os)");

    private static final CreatorOs[] VALUES = values();

    private final String label;

    CreatorOs(String label) {
        this.label = label;
    }

    /** The system with that number, an unsigned one. */
    static CreatorOs of(long number) {
        return number < VALUES.length ? VALUES[(int) number] : UNKNOWN;
    }

    /** {@return the name that dumpe2fs prints} */
    public String label() {
        return label;
    }
}
