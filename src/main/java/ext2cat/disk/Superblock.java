// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.bytes.LittleEndian.u16;
import static ext2cat.disk.bytes.LittleEndian.u32;

import ext2cat.disk.bytes.LittleEndian;

import java.lang.foreign.MemorySegment;

/**
 * The superblock (struct ext2_super_block, ext4_super_block): 1024 bytes, the primary one at byte
 * 1024 of the file system, a backup at the start of its group.
 *
 * <p>What the reader works with stands here; what only a report prints is in {@link #details()}. An
 * image is opened in three steps, so that chance that has the magic number is called damage, and a
 * sound image of another kind is refused by its features: {@link #decode} looks at the magic number
 * only, {@link #verify} checks the geometry, {@link Features#check} refuses what the reader does
 * not know. Sizes derived here mean nothing before the second.
 */
public final class Superblock {

    /** Size of the structure in bytes, and position of the primary superblock. */
    public static final int SIZE_BYTES = SuperblockLayout.SIZE_BYTES;

    /** EXT2_SUPER_MAGIC. */
    public static final int MAGIC = 0xEF53;

    /** EXT2_ROOT_INO. */
    public static final long ROOT_INODE = 2;

    /** EXT2_BAD_INO: the inode whose map lists the bad blocks; it has no mode and no links. */
    public static final long BAD_BLOCKS_INODE = 1;

    /** EXT2_GOOD_OLD_REV: inodes have 128 bytes and the first 10 are reserved, whatever it says. */
    public static final long GOOD_OLD_REV = 0;

    /** EXT2_DYNAMIC_REV. */
    private static final long DYNAMIC_REV = 1;

    private static final int GOOD_OLD_INODE_SIZE_BYTES = 128;
    private static final long GOOD_OLD_FIRST_INODE = 11;
    private static final int DESCRIPTOR_SIZE_BYTES = 32;

    private final byte[] raw;
    private final String where;
    private final Features features;

    private Superblock(byte[] raw, String where) {
        this.raw = raw;
        this.where = where;
        this.features =
                new Features(
                        u32(raw, SuperblockLayout.FEATURE_COMPAT),
                        u32(raw, SuperblockLayout.FEATURE_INCOMPAT),
                        u32(raw, SuperblockLayout.FEATURE_RO_COMPAT));
    }

    /**
     * Copies and decodes a superblock.
     *
     * @param segment at least 1024 bytes, which start with the superblock
     * @param where what error messages call it, e.g. {@code superblock}
     * @return the superblock, of which only the magic number is verified
     * @throws CorruptImageException if the magic number is not there
     * @throws UnsupportedFeatureException if the superblock is one in big-endian order
     */
    public static Superblock decode(MemorySegment segment, String where)
            throws CorruptImageException, UnsupportedFeatureException {
        Superblock superblock = new Superblock(LittleEndian.copy(segment, 0, SIZE_BYTES), where);
        if (superblock.isBigEndian()) {
            throw new UnsupportedFeatureException(
                    where
                            + ": it is big-endian, as early Linux on m68k and PowerPC wrote it;"
                            + " only little-endian file systems can be read");
        }
        if (superblock.magic() != MAGIC) {
            throw CorruptImageException.at(
                    where, "magic number 0x%04x is not 0x%04x", superblock.magic(), MAGIC);
        }
        return superblock;
    }

    /**
     * Checks the geometry: afterwards no value here leads to a division by zero, an overflow, or a
     * place outside the file system.
     *
     * @throws CorruptImageException with the first value that Linux would refuse
     */
    public void verify() throws CorruptImageException {
        new SuperblockCheck(this, where).run();
    }

    /**
     * Whether it is one in the other byte order: its magic number, block size and revision make
     * sense if their bytes are swapped.
     */
    private boolean isBigEndian() {
        return Short.reverseBytes((short) magic()) == (short) MAGIC
                && swapped(SuperblockLayout.LOG_BLOCK_SIZE) <= SuperblockCheck.MAX_LOG_BLOCK_SIZE
                && swapped(SuperblockLayout.REV_LEVEL) <= DYNAMIC_REV;
    }

    private long swapped(int offset) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) u32(raw, offset)));
    }

    /**
     * {@return whether it is that of a device with a journal, which has no groups and no inodes}
     */
    public boolean isJournalDevice() {
        return features.has(IncompatFeature.JOURNAL_DEV) && inodesCount() == 0;
    }

    /** {@return what error messages call this superblock} */
    public String where() {
        return where;
    }

    /** {@return a copy of its 1024 bytes, as they lie on disk} */
    public byte[] bytes() {
        return raw.clone();
    }

    /** {@return the feature flags} */
    public Features features() {
        return features;
    }

    /** {@return the fields that only reports look at} */
    public SuperblockDetails details() {
        return new SuperblockDetails(raw, features.has(IncompatFeature.BIT64));
    }

    /** {@return s_magic: 0xEF53} */
    public int magic() {
        return u16(raw, SuperblockLayout.MAGIC);
    }

    /** {@return s_inodes_count: inodes of all groups} */
    public long inodesCount() {
        return u32(raw, SuperblockLayout.INODES_COUNT);
    }

    /**
     * {@return s_blocks_count: size of the file system in blocks, those before the first data block
     * too}
     */
    public long blocksCount() {
        return u32(raw, SuperblockLayout.BLOCKS_COUNT_LO)
                | high(SuperblockLayout.BLOCKS_COUNT_HI) << 32;
    }

    /**
     * {@return s_first_data_block: the block that group 0 begins with, 1 for blocks of 1 KiB, else
     * 0}
     */
    public long firstDataBlock() {
        return u32(raw, SuperblockLayout.FIRST_DATA_BLOCK);
    }

    /** {@return s_log_block_size: 0 for 1 KiB to 6 for 64 KiB} */
    public long logBlockSize() {
        return u32(raw, SuperblockLayout.LOG_BLOCK_SIZE);
    }

    /** {@return the size of a block in bytes: 1024 to 65536 once verified} */
    public int blockSizeBytes() {
        // The log is at most 6 once verified, so the shift stays far below 31.
        return 1024 << (int) logBlockSize();
    }

    /**
     * {@return how many blocks a bit of a bitmap and a unit of a count of free blocks stand for: 1,
     * or more with {@code bigalloc}, e.g. 16 for clusters of 64 KiB and blocks of 4 KiB}
     */
    public int clusterBlocks() {
        // The difference is from 0 to 14 once verified, so the shift stays far below 31.
        return features.has(RoCompatFeature.BIGALLOC)
                ? 1 << (int) (u32(raw, SuperblockLayout.LOG_CLUSTER_SIZE) - logBlockSize())
                : 1;
    }

    /** {@return s_blocks_per_group} */
    public long blocksPerGroup() {
        return u32(raw, SuperblockLayout.BLOCKS_PER_GROUP);
    }

    /** {@return s_inodes_per_group} */
    public long inodesPerGroup() {
        return u32(raw, SuperblockLayout.INODES_PER_GROUP);
    }

    /** {@return how many groups the blocks make, the last of them often a short one} */
    public long groupsCount() {
        return (blocksCount() - firstDataBlock() + blocksPerGroup() - 1) / blocksPerGroup();
    }

    /** {@return s_rev_level: 0, or 1 for an image with features and inodes of any size} */
    public long revLevel() {
        return u32(raw, SuperblockLayout.REV_LEVEL);
    }

    /** {@return s_first_ino: the first inode that is not reserved} */
    public long firstInode() {
        return revLevel() == GOOD_OLD_REV
                ? GOOD_OLD_FIRST_INODE
                : u32(raw, SuperblockLayout.FIRST_INO);
    }

    /**
     * {@return whether a directory entry may lead to that inode: the root, or one that the format
     * does not reserve} What s_first_ino says does not matter here: damaged, it would hide every
     * file.
     *
     * @param inode any number
     */
    public boolean mayBeNamed(long inode) {
        return inode == ROOT_INODE || inode >= GOOD_OLD_FIRST_INODE && inode <= inodesCount();
    }

    /** {@return s_inode_size: size of an inode in bytes} */
    public int inodeSizeBytes() {
        return revLevel() == GOOD_OLD_REV
                ? GOOD_OLD_INODE_SIZE_BYTES
                : u16(raw, SuperblockLayout.INODE_SIZE);
    }

    /**
     * {@return the size of a group descriptor in bytes: 32, or s_desc_size in an image with {@code
     * 64bit}}
     */
    public int descriptorSizeBytes() {
        return features.has(IncompatFeature.BIT64)
                ? u16(raw, SuperblockLayout.DESC_SIZE)
                : DESCRIPTOR_SIZE_BYTES;
    }

    /**
     * {@return s_first_meta_bg: the first block of descriptors that {@code meta_bg} puts elsewhere}
     */
    public long firstMetaBlockGroup() {
        return u32(raw, SuperblockLayout.FIRST_META_BG);
    }

    /**
     * {@return s_backup_bgs: a group that has a backup with {@code sparse_super2}, or 0 for none}
     *
     * @param index 0 or 1
     */
    public long backupGroup(int index) {
        return u32(raw, SuperblockLayout.BACKUP_BGS + 4 * index);
    }

    /** {@return s_block_group_nr: the group that this copy of the superblock lies in} */
    public int blockGroupNumber() {
        return u16(raw, SuperblockLayout.BLOCK_GROUP_NR);
    }

    /** {@return s_creator_os} */
    public CreatorOs creatorOs() {
        return CreatorOs.of(u32(raw, SuperblockLayout.CREATOR_OS));
    }

    private long high(int offset) {
        return features.has(IncompatFeature.BIT64) ? u32(raw, offset) : 0;
    }
}
