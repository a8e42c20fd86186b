// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * Where things are in a file system: block groups, superblocks, descriptors, inodes. Arithmetic on
 * a verified superblock, no I/O.
 *
 * <p>With blocks of 1 KiB the file system of 20,000 blocks is: block 0 boot block, group 0 from 1
 * to 8192, group 1 from 8193 to 16384, group 2 from 16385 to 19999. Group 0 holds the superblock in
 * block 1 and the descriptors from block 2 on; group 1 has copies in 8193 and 8194. Inode 13 is the
 * inode with index 12 of group 0.
 *
 * <p>With {@code meta_bg} a block of descriptors lies in the first of the groups that it describes
 * (a meta group: 32 groups for blocks of 1 KiB), with copies in the second and the last of them.
 */
public final class GroupLayout {

    private static final long PRIMARY_POSITION_BYTES = 1024;

    private final Superblock superblock;
    private final int blockSizeBytes;
    private final int inodeSizeBytes;
    private final long firstDataBlock;
    private final long blocksCount;
    private final long blocksPerGroup;
    private final long inodesPerGroup;
    private final long groupsCount;
    private final int descriptorsPerBlock;

    private GroupLayout(Superblock superblock) {
        this.superblock = superblock;
        this.blockSizeBytes = superblock.blockSizeBytes();
        this.inodeSizeBytes = superblock.inodeSizeBytes();
        this.firstDataBlock = superblock.firstDataBlock();
        this.blocksCount = superblock.blocksCount();
        this.blocksPerGroup = superblock.blocksPerGroup();
        this.inodesPerGroup = superblock.inodesPerGroup();
        this.groupsCount = superblock.groupsCount();
        this.descriptorsPerBlock = blockSizeBytes / superblock.descriptorSizeBytes();
    }

    /**
     * {@return the layout that a verified superblock describes}
     *
     * @param superblock one that was verified
     */
    public static GroupLayout of(Superblock superblock) {
        return new GroupLayout(superblock);
    }

    /** {@return the size of the file system in blocks} */
    public long blocksCount() {
        return blocksCount;
    }

    /** {@return the first block of group 0} */
    public long firstDataBlock() {
        return firstDataBlock;
    }

    /** {@return how many groups there are, at least 1} */
    public long groupsCount() {
        return groupsCount;
    }

    /**
     * {@return the first block of a group (ext2_group_first_block_no)}
     *
     * @param group the group's number, from 0
     */
    public long firstBlock(long group) {
        return firstDataBlock + group * blocksPerGroup;
    }

    /**
     * {@return how many blocks the group has; the last one may be short}
     *
     * @param group the group's number, from 0
     */
    public long blocksIn(long group) {
        return Math.min(blocksPerGroup, blocksCount - firstBlock(group));
    }

    /**
     * {@return the group of a block from the first data block on}
     *
     * @param block a block of the file system
     */
    public long groupOfBlock(long block) {
        return (block - firstDataBlock) / blocksPerGroup;
    }

    /**
     * {@return whether the group begins with a superblock (ext2_bg_has_super)}
     *
     * @param group the group's number, from 0
     */
    public boolean hasSuper(long group) {
        Features features = superblock.features();
        if (group == 0) {
            return true;
        }
        if (features.has(CompatFeature.SPARSE_SUPER2)) {
            return group == superblock.backupGroup(0) || group == superblock.backupGroup(1);
        }
        return group == 1
                || !features.has(RoCompatFeature.SPARSE_SUPER)
                || isPowerOf(3, group)
                || isPowerOf(5, group)
                || isPowerOf(7, group);
    }

    /**
     * {@return the block with the superblock of a group that {@linkplain #hasSuper has} one}
     *
     * @param group the group's number, from 0
     */
    public long superblockBlock(long group) {
        return group == 0 ? PRIMARY_POSITION_BYTES / blockSizeBytes : firstBlock(group);
    }

    /** {@return how many descriptors a block holds} */
    public int descriptorsPerBlock() {
        return descriptorsPerBlock;
    }

    /** {@return how many blocks all descriptors take} */
    public long descriptorBlocks() {
        return (groupsCount + descriptorsPerBlock - 1) / descriptorsPerBlock;
    }

    /**
     * {@return the block with descriptors {@code index * descriptorsPerBlock()} and the following,
     * as the primary superblock leads to it (descriptor_loc)}
     *
     * @param index 0 to {@code descriptorBlocks() - 1}
     */
    public long descriptorBlock(long index) {
        return descriptorBlock(index, 0);
    }

    /**
     * {@return the block with descriptors {@code index * descriptorsPerBlock()} and the following,
     * as the superblock of {@code superblockGroup} leads to it} From a backup, a block that {@code
     * meta_bg} moved is sought in the second group of its meta group, if there is one.
     *
     * @param index which block of descriptors, from 0
     * @param superblockGroup 0 for the primary superblock, else the group of a backup
     * @throws IllegalArgumentException if the group has no superblock
     */
    public long descriptorBlock(long index, long superblockGroup) {
        if (!hasSuper(superblockGroup)) {
            throw new IllegalArgumentException("group " + superblockGroup + " has no superblock");
        }
        if (!isInMetaGroup(index)) {
            return superblockBlock(superblockGroup) + 1 + index;
        }
        long first = index * descriptorsPerBlock;
        return superblockGroup == 0 || first + 1 >= groupsCount
                ? metaDescriptorBlock(first)
                : metaDescriptorBlock(first + 1);
    }

    /**
     * {@return how many blocks of descriptors lie in a group, the primary ones or copies
     * (ext4_bg_num_gdb)}
     *
     * @param group the group's number, from 0
     */
    public long descriptorBlocksIn(long group) {
        long metaGroup = group / descriptorsPerBlock;
        if (isInMetaGroup(metaGroup)) {
            long place = group % descriptorsPerBlock;
            return place == 0 || place == 1 || place == descriptorsPerBlock - 1 ? 1 : 0;
        }
        if (!hasSuper(group)) {
            return 0;
        }
        return superblock.features().has(IncompatFeature.META_BG)
                ? Math.min(superblock.firstMetaBlockGroup(), descriptorBlocks())
                : descriptorBlocks();
    }

    /**
     * {@return the descriptor's place in its block}
     *
     * @param group the group's number, from 0
     */
    public int descriptorOffsetBytes(long group) {
        // Less than a block, so it fits an int.
        return (int) (group % descriptorsPerBlock) * (blockSizeBytes / descriptorsPerBlock);
    }

    /** {@return how many blocks the inode table of a group has} */
    public long inodeTableBlocks() {
        // At most 2^19 inodes of at most 2^16 bytes: no overflow.
        return (inodesPerGroup * inodeSizeBytes + blockSizeBytes - 1) / blockSizeBytes;
    }

    /** {@return how many inodes the file system has, which is the largest inode number} */
    public long inodesCount() {
        return superblock.inodesCount();
    }

    /** {@return how many inodes a group has} */
    public long inodesPerGroup() {
        return inodesPerGroup;
    }

    /**
     * {@return the first inode of a group}
     *
     * @param group the group's number, from 0
     */
    public long firstInode(long group) {
        return group * inodesPerGroup + 1;
    }

    /** {@return how many inodes lie in a block of an inode table} */
    public int inodesPerBlock() {
        return blockSizeBytes / inodeSizeBytes;
    }

    /**
     * Checks that there is an inode with that number.
     *
     * @param inode the inode's number, from 1
     * @param where what names it, for the message, e.g. {@code directory inode 2, entry "a"}
     * @throws CorruptImageException if there is none
     */
    public void verifyInodeNumber(long inode, String where) throws CorruptImageException {
        if (inode < 1 || inode > inodesCount()) {
            throw CorruptImageException.at(
                    where, "inode number %d is not from 1 to %d", inode, inodesCount());
        }
    }

    /**
     * {@return the group of an inode from 1 to {@link #inodesCount}}
     *
     * @param inode the inode's number, from 1
     */
    public long groupOfInode(long inode) {
        return (inode - 1) / inodesPerGroup;
    }

    /**
     * {@return the block of the inode in the table of its group, counted from the table's first}
     *
     * @param inode the inode's number, from 1
     */
    public long inodeTableBlock(long inode) {
        return indexInGroup(inode) * inodeSizeBytes / blockSizeBytes;
    }

    /**
     * {@return the inode's place in that block}
     *
     * @param inode the inode's number, from 1
     */
    public int inodeOffsetBytes(long inode) {
        // Less than a block, so it fits an int.
        return (int) (indexInGroup(inode) * inodeSizeBytes % blockSizeBytes);
    }

    /**
     * {@return the place of the inode in its group, from 0}
     *
     * @param inode the inode's number, from 1
     */
    public long indexInGroup(long inode) {
        return (inode - 1) % inodesPerGroup;
    }

    private boolean isInMetaGroup(long descriptorBlockIndex) {
        return superblock.features().has(IncompatFeature.META_BG)
                && descriptorBlockIndex >= superblock.firstMetaBlockGroup();
    }

    private long metaDescriptorBlock(long group) {
        // Block 1 holds the superblock where blocks of 1 KiB begin with 0, as clusters have it.
        long before = group == 0 ? superblockBlock(0) : firstBlock(group);
        return before + (hasSuper(group) ? 1 : 0);
    }

    private static boolean isPowerOf(long base, long number) {
        long power = base;
        while (power < number) {
            power *= base;
        }
        return power == number;
    }
}
