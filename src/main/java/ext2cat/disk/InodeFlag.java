// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.util.EnumSet;
import java.util.Set;

/** A flag of i_flags (EXT2_…_FL, EXT4_…_FL), in the order in which lsattr prints the letters. */
public enum InodeFlag {
    /** To be overwritten when deleted; Linux never did. */
    SECRM(0x1, 's', "Secure_Deletion"),
    /** To be kept when deleted; Linux never did. */
    UNRM(0x2, 'u', "Undelete"),
    /** Written at once. */
    SYNC(0x8, 'S', "Synchronous_Updates"),
    /** A directory whose changes are written at once. */
    DIRSYNC(0x10000, 'D', "Synchronous_Directory_Updates"),
    /** Cannot be changed. */
    IMMUTABLE(0x10, 'i', "Immutable"),
    /** Can only grow. */
    APPEND(0x20, 'a', "Append_Only"),
    /** Left out by dump(8). */
    NODUMP(0x40, 'd', "No_Dump"),
    /** The time of access is not kept. */
    NOATIME(0x80, 'A', "No_Atime"),
    /** To be compressed (e2compr). */
    COMPR(0x4, 'c', "Compression_Requested"),
    /** Encrypted; of old a compression error. */
    ENCRYPT(0x800, 'E', "Encrypted"),
    /** Contents go through the journal. */
    JOURNAL_DATA(0x4000, 'j', "Journaled_Data"),
    /** A directory with a hash index. */
    INDEX(0x1000, 'I', "Indexed_directory"),
    /** The tail shares no block. */
    NOTAIL(0x8000, 't', "No_Tailmerging"),
    /** Its subdirectories are unrelated. */
    TOPDIR(0x20000, 'T', "Top_of_Directory_Hierarchies"),
    /** Mapped by extents. */
    EXTENTS(0x80000, 'e', "Extents"),
    /** No copy on write. */
    NOCOW(0x800000, 'C', "No_COW"),
    /** Read from its device without the page cache. */
    DAX(0x2000000, 'x', "DAX"),
    /** A directory that ignores case. */
    CASEFOLD(0x40000000, 'F', "Casefold"),
    /** Contents lie in the inode. */
    INLINE_DATA(0x10000000, 'N', "Inline_Data"),
    /** Files created in it get its project. */
    PROJINHERIT(0x20000000, 'P', "Project_Hierarchy"),
    /** Has a hash tree behind its end. */
    VERITY(0x100000, 'V', "Verity"),
    /** Not to be compressed. */
    NOCOMPR(0x400, 'm', "Dont_Compress"),
    /** Compressed and changed since (e2compr). */
    DIRTY(0x100, "Compressed_Dirty_File"),
    /** Has compressed clusters (e2compr). */
    COMPRBLK(0x200, "Compressed_File"),
    /** An inode of an AFS server. */
    IMAGIC(0x2000, "AFS_Directory"),
    /** i_blocks counts blocks of the file system. */
    HUGE_FILE(0x40000, "Huge_file"),
    /** Holds the value of an extended attribute. */
    EA_INODE(0x200000, "Extended_Attribute_Inode"),
    /** Has blocks behind its end. */
    EOFBLOCKS(0x400000, "Blocks_Beyond_EOF"),
    /** A snapshot. */
    SNAPFILE(0x1000000, "Snapshot"),
    /** A snapshot that is being deleted. */
    SNAPFILE_DELETED(0x4000000, "Snapshot_Deleted"),
    /** A snapshot that has been shrunk. */
    SNAPFILE_SHRUNK(0x8000000, "Snapshot_Shrunk");

    /** For flags that lsattr does not show. */
    private static final char NO_LETTER = ' ';

    private static final InodeFlag[] VALUES = values();

    private final long bit;
    private final char letter;
    private final String label;

    InodeFlag(long bit, String label) {
        this(bit, NO_LETTER, label);
    }

    InodeFlag(long bit, char letter, String label) {
        this.bit = bit;
        this.letter = letter;
        this.label = label;
    }

    /**
     * {@return the flags whose bits are set in an i_flags}
     *
     * @param bits the 32 bits of an i_flags
     */
    public static Set<InodeFlag> in(long bits) {
        Set<InodeFlag> flags = EnumSet.noneOf(InodeFlag.class);
        for (InodeFlag flag : VALUES) {
            if ((bits & flag.bit) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /**
     * {@return the flags of an i_flags as lsattr prints them, e.g. {@code ----i---------e-------}}
     *
     * @param bits the 32 bits of an i_flags
     */
    public static String letters(long bits) {
        StringBuilder letters = new StringBuilder();
        for (InodeFlag flag : VALUES) {
            if (flag.letter != NO_LETTER) {
                letters.append((bits & flag.bit) != 0 ? flag.letter : '-');
            }
        }
        return letters.toString();
    }

    /** {@return the bit of i_flags} */
    public long bit() {
        return bit;
    }

    /** {@return the name that {@code lsattr -l} prints, or a name in its manner} */
    public String label() {
        return label;
    }
}
