// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static ext2cat.check.Severity.DAMAGE;
import static ext2cat.check.Severity.INCONSISTENCY;
import static ext2cat.check.Severity.NOTE;

import java.util.Locale;

/** The kinds of findings. */
public enum Problem {
    /** The device ends before the file system does. */
    IMAGE_CUT_OFF(Area.SUPERBLOCK, DAMAGE),
    /** A structure lies beyond the end of the device, or the device fails. */
    UNREADABLE(Area.SUPERBLOCK, DAMAGE),
    /** The superblock has another checksum than is stored. */
    SUPERBLOCK_CHECKSUM(Area.SUPERBLOCK, DAMAGE),
    /** The block that says who has the image mounted has another checksum than is stored. */
    MMP_CHECKSUM(Area.SUPERBLOCK, DAMAGE),
    /** A field of the superblock contradicts another one. */
    SUPERBLOCK_VALUE(Area.SUPERBLOCK, INCONSISTENCY),
    /** Groups are so small that looking at all of them would take forever. */
    GROUPS_TOO_SMALL(Area.SUPERBLOCK, DAMAGE),
    /** A file is larger than files may be without the feature that allows it. */
    LARGE_FILE_WITHOUT_FEATURE(Area.SUPERBLOCK, INCONSISTENCY),
    /** Something of the file system is of a form that is not checked. */
    NOT_CHECKED(Area.SUPERBLOCK, NOTE),
    /** Linux noted an error, or the file system was not unmounted. */
    STATE_NOT_CLEAN(Area.SUPERBLOCK, NOTE),
    /** The journal holds changes that are not in place. */
    JOURNAL_TO_BE_REPLAYED(Area.JOURNAL, NOTE),
    /** A backup superblock is not there or differs where that matters. */
    BACKUP_DIFFERS(Area.SUPERBLOCK, NOTE),

    /** A group descriptor has another checksum than is stored. */
    DESCRIPTOR_CHECKSUM(Area.GROUPS, DAMAGE),
    /** A bitmap of blocks is not in its group. */
    BLOCK_BITMAP_PLACE(Area.GROUPS, DAMAGE),
    /** A bitmap of inodes is not in its group. */
    INODE_BITMAP_PLACE(Area.GROUPS, DAMAGE),
    /** An inode table is not in its group. */
    INODE_TABLE_PLACE(Area.GROUPS, DAMAGE),
    /** A descriptor says that a bitmap is not initialised, but the feature for that is not set. */
    GROUP_FLAGS(Area.GROUPS, INCONSISTENCY),
    /** Two of the structures that make the file system lie in one block. */
    METADATA_OVERLAP(Area.GROUPS, DAMAGE),

    /** An inode has another checksum than is stored. */
    INODE_CHECKSUM(Area.INODE, DAMAGE),
    /** The mode names no type of file. */
    BAD_MODE(Area.INODE, DAMAGE),
    /** It has links and a time of deletion. */
    DELETED_BUT_LINKED(Area.INODE, INCONSISTENCY),
    /** It has no links, but the time of deletion is missing. */
    DELETED_WITHOUT_TIME(Area.INODE, INCONSISTENCY),
    /** A field that has to be 0 is not. */
    FIELD_NOT_ZERO(Area.INODE, INCONSISTENCY),
    /** A flag belongs to a feature that the file system does not have. */
    FLAG_WITHOUT_FEATURE(Area.INODE, INCONSISTENCY),
    /** It has a tree of extents, but lacks the flag that says so: its blocks are misread. */
    EXTENTS_WITHOUT_FLAG(Area.INODE, DAMAGE),
    /** A device, fifo or socket has a size, block pointers or flags of a file. */
    SPECIAL_FILE_FIELDS(Area.INODE, INCONSISTENCY),
    /** A symlink has no target, or its parts contradict each other. */
    BAD_SYMLINK(Area.INODE, DAMAGE),
    /** The extra fields would end outside of the inode. */
    BAD_EXTRA_SIZE(Area.INODE, DAMAGE),
    /** A time has a second or more of nanoseconds, which count as none. */
    BAD_NANOSECONDS(Area.INODE, INCONSISTENCY),
    /** A time is so late that it is likely an early one, wrongly written. */
    UNLIKELY_TIME(Area.INODE, NOTE),
    /** It is encrypted, but the policy by which it is makes no sense or is missing. */
    BAD_ENCRYPTION(Area.INODE, DAMAGE),
    /** A reserved inode is not what it should be. */
    RESERVED_INODE(Area.INODE, INCONSISTENCY),
    /** The root is no directory, or is not in use. */
    NO_ROOT(Area.INODE, DAMAGE),
    /** A file that is no directory has blocks which look like one's. */
    LOOKS_LIKE_DIRECTORY(Area.INODE, DAMAGE),

    /** A pointer leads out of the file system. */
    POINTER_OUTSIDE(Area.MAP, DAMAGE),
    /** The inode says that extents map it, but a node of their tree makes no sense. */
    BAD_EXTENTS(Area.MAP, DAMAGE),
    /** A node of extents has another checksum than is stored. */
    EXTENTS_CHECKSUM(Area.MAP, DAMAGE),
    /** An indirect block has been passed before, in this map or in another. */
    TABLE_AGAIN(Area.CLAIMS, DAMAGE),
    /** The data lies beyond the end of the image. */
    DATA_CUT_OFF(Area.MAP, DAMAGE),
    /** The size does not fit the map. */
    BAD_SIZE(Area.MAP, DAMAGE),
    /** The upper half of a directory's size is not 0. */
    SIZE_HIGH(Area.MAP, INCONSISTENCY),
    /** A cluster of the file is not a cluster on disk, block by block (bigalloc). */
    MISALIGNED_CLUSTER(Area.MAP, DAMAGE),
    /** i_blocks does not count the blocks that the map has. */
    BAD_BLOCK_COUNT(Area.MAP, INCONSISTENCY),
    /** A block of a file is one of those that make the file system. */
    BLOCK_IN_METADATA(Area.CLAIMS, DAMAGE),
    /** More than one file, or one file twice, has the block. */
    MULTIPLY_CLAIMED(Area.CLAIMS, DAMAGE),
    /** The list of bad blocks names one that the file system cannot do without. */
    BAD_BLOCK_IN_METADATA(Area.CLAIMS, DAMAGE),

    /** A block of attributes has another checksum than is stored. */
    XATTR_CHECKSUM(Area.XATTR, DAMAGE),
    /** Extended attributes make no sense. */
    BAD_XATTRS(Area.XATTR, DAMAGE),
    /** An access control list makes no sense, so that Linux lets nobody in. */
    BAD_ACL(Area.XATTR, DAMAGE),
    /** An attribute or a block of them has another hash than is stored. */
    XATTR_HASH(Area.XATTR, INCONSISTENCY),
    /** A block of attributes has another number of users than is stored. */
    XATTR_REFERENCES(Area.XATTR, INCONSISTENCY),

    /** There is no journal where the superblock says that one is. */
    BAD_JOURNAL(Area.JOURNAL, DAMAGE),
    /** The journal holds changes, but the flag that says so is not set. */
    CHANGES_WITHOUT_RECOVERY(Area.JOURNAL, INCONSISTENCY),
    /** There is a journal, but the feature that says so is not set. */
    JOURNAL_WITHOUT_FEATURE(Area.JOURNAL, NOTE),
    /** The journal lies on another device. */
    JOURNAL_ELSEWHERE(Area.JOURNAL, NOTE),

    /** An inode waits for being deleted or cut. */
    ORPHAN(Area.ORPHANS, INCONSISTENCY),
    /** A block of the orphan file has another checksum than is stored. */
    ORPHAN_CHECKSUM(Area.ORPHANS, DAMAGE),
    /** The list of orphans is broken. */
    BAD_ORPHAN_LIST(Area.ORPHANS, INCONSISTENCY),

    /** A block of a directory has another checksum than is stored. */
    DIRECTORY_CHECKSUM(Area.DIRECTORY, DAMAGE),
    /** An entry is too short for its name, or does not lead to the next entry of its block. */
    BAD_ENTRY_CHAIN(Area.DIRECTORY, DAMAGE),
    /** A directory has a hole. */
    DIRECTORY_HOLE(Area.DIRECTORY, DAMAGE),
    /** A directory does not begin with {@code .} and {@code ..}. */
    BAD_DOT(Area.DIRECTORY, DAMAGE),
    /** A name that no path can have. */
    BAD_NAME(Area.DIRECTORY, DAMAGE),
    /** A name that is there twice. */
    DUPLICATE_NAME(Area.DIRECTORY, DAMAGE),
    /** An entry leads to an inode number that does not exist or is reserved. */
    BAD_INODE_NUMBER(Area.DIRECTORY, DAMAGE),
    /** An entry leads to an inode that is not in use. */
    ENTRY_OF_UNUSED_INODE(Area.DIRECTORY, DAMAGE),
    /** An encrypted directory has a file that is not encrypted by its policy. */
    ENTRY_POLICY(Area.DIRECTORY, DAMAGE),
    /** An entry says another type than its inode. */
    ENTRY_TYPE(Area.DIRECTORY, INCONSISTENCY),
    /** An entry does not say the type of its inode, which readers then ask. */
    ENTRY_WITHOUT_TYPE(Area.DIRECTORY, NOTE),
    /** A directory has so many names that not all could be compared. */
    NAMES_NOT_COMPARED(Area.DIRECTORY, NOTE),

    /** The root or a node of a hash tree makes no sense. */
    BAD_INDEX(Area.INDEX, DAMAGE),
    /** A name lies in a block where its hash does not lead. */
    HASH_OUT_OF_RANGE(Area.INDEX, DAMAGE),
    /** A block of a directory is in its hash tree twice, or not at all. */
    INDEX_COVERAGE(Area.INDEX, DAMAGE),

    /** No path leads to the directory. */
    UNREACHABLE_DIRECTORY(Area.TREE, DAMAGE),
    /** More than one entry leads to the directory. */
    DIRECTORY_LINKED_TWICE(Area.TREE, DAMAGE),
    /** {@code ..} does not lead to the directory that has the entry. */
    WRONG_PARENT(Area.TREE, INCONSISTENCY),

    /** The link count is not the number of entries. */
    WRONG_LINK_COUNT(Area.LINKS, INCONSISTENCY),
    /** No entry leads to the inode. */
    UNATTACHED_INODE(Area.LINKS, DAMAGE),

    /** A bitmap has another checksum than is stored in the descriptor of its group. */
    BITMAP_CHECKSUM(Area.BITMAP, DAMAGE),
    /** A block is in use, but free in the bitmap. */
    BLOCK_NOT_MARKED(Area.BITMAP, INCONSISTENCY),
    /** A block is free, but in use in the bitmap. */
    BLOCK_MARKED(Area.BITMAP, INCONSISTENCY),
    /** An inode is in use, but free in the bitmap. */
    INODE_NOT_MARKED(Area.BITMAP, INCONSISTENCY),
    /** An inode is free, but in use in the bitmap. */
    INODE_MARKED(Area.BITMAP, INCONSISTENCY),
    /** Bits of a bitmap that stand for nothing are not set. */
    BITMAP_PADDING(Area.BITMAP, INCONSISTENCY),

    /** A count of free blocks is wrong. */
    FREE_BLOCKS_COUNT(Area.COUNTS, INCONSISTENCY),
    /** A count of free inodes is wrong. */
    FREE_INODES_COUNT(Area.COUNTS, INCONSISTENCY),
    /** A sum in the superblock is old, as it may be if the file system was not unmounted. */
    STALE_SUM(Area.COUNTS, NOTE),
    /** A count of directories is wrong. */
    USED_DIRECTORIES_COUNT(Area.COUNTS, INCONSISTENCY),
    /** The quota of somebody says other numbers than those in use. */
    QUOTA_USAGE(Area.COUNTS, INCONSISTENCY);

    private final Area area;
    private final Severity severity;

    Problem(Area area, Severity severity) {
        this.area = area;
        this.severity = severity;
    }

    /** {@return the part of the file system that the problem is about} */
    public Area area() {
        return area;
    }

    /** {@return how much it matters} */
    public Severity severity() {
        return severity;
    }

    /** {@return the name that programs are given, e.g. {@code pointer-outside}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
