// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * The checks that ext2_fill_super and ext4_fill_super make before a mount, as far as a reader
 * depends on them. Left out on purpose, because the arithmetic of a reader stands without them:
 * whether a group is large enough for its own metadata, whether an inode table fills a block,
 * whether s_first_data_block suits the block size, and the size of fragments.
 */
final class SuperblockCheck {

    static final int MAX_LOG_BLOCK_SIZE = 6;

    /** e2fsprogs makes clusters of up to 2^14 blocks. */
    private static final int MAX_LOG_CLUSTER_BLOCKS = 14;

    private static final int MIN_INODE_SIZE_BYTES = 128;
    private static final int MIN_WIDE_DESCRIPTOR_SIZE_BYTES = 64;

    private final Superblock superblock;
    private final String where;

    SuperblockCheck(Superblock superblock, String where) {
        this.superblock = superblock;
        this.where = where;
    }

    void run() throws CorruptImageException {
        blockSize();
        inodeSize();
        descriptorSize();
        clusterSize();
        groupSizes();
        counts();
    }

    private void blockSize() throws CorruptImageException {
        long log = superblock.logBlockSize();
        if (log > MAX_LOG_BLOCK_SIZE) {
            throw corrupt(
                    "log_block_size %d, a block of 2^%d bytes, is more than %d, a block of 64 KiB",
                    log, 10 + log, MAX_LOG_BLOCK_SIZE);
        }
    }

    private void inodeSize() throws CorruptImageException {
        int size = superblock.inodeSizeBytes();
        int blockSize = superblock.blockSizeBytes();
        if (size < MIN_INODE_SIZE_BYTES || size > blockSize || Integer.bitCount(size) != 1) {
            throw corrupt(
                    "inode_size %d is not a power of two from %d to %d, the block size",
                    size, MIN_INODE_SIZE_BYTES, blockSize);
        }
    }

    private void descriptorSize() throws CorruptImageException {
        if (!superblock.features().has(IncompatFeature.BIT64)) {
            return;
        }
        int size = superblock.descriptorSizeBytes();
        int blockSize = superblock.blockSizeBytes();
        if (size < MIN_WIDE_DESCRIPTOR_SIZE_BYTES
                || size > blockSize
                || Integer.bitCount(size) != 1) {
            throw corrupt(
                    "desc_size %d is not a power of two from %d to %d, the block size",
                    size, MIN_WIDE_DESCRIPTOR_SIZE_BYTES, blockSize);
        }
    }

    private void clusterSize() throws CorruptImageException {
        long log = superblock.details().logClusterSize();
        long least = superblock.logBlockSize();
        if (superblock.features().has(RoCompatFeature.BIGALLOC)
                && (log < least || log > least + MAX_LOG_CLUSTER_BLOCKS)) {
            throw corrupt(
                    "log_cluster_size %d is not from %d to %d: clusters of 1 to 16,384 blocks",
                    log, least, least + MAX_LOG_CLUSTER_BLOCKS);
        }
    }

    private void groupSizes() throws CorruptImageException {
        // A bitmap is one block, so a group has at most 8 blocks or inodes for each of its bytes.
        long most = 8L * superblock.blockSizeBytes();
        long blocks = superblock.blocksPerGroup();
        // With bigalloc a bit is a cluster.
        long mostBlocks = most * superblock.clusterBlocks();
        if (blocks == 0 || blocks > mostBlocks) {
            throw corrupt(
                    "blocks_per_group %d is not from 1 to %d, the bits of a bitmap block",
                    blocks, mostBlocks);
        }
        long inodes = superblock.inodesPerGroup();
        if (inodes == 0 || inodes > most) {
            throw corrupt(
                    "inodes_per_group %d is not from 1 to %d, the bits of a bitmap block",
                    inodes, most);
        }
    }

    private void counts() throws CorruptImageException {
        long blocks = superblock.blocksCount();
        if (blocks < 0 || blocks > Long.MAX_VALUE / superblock.blockSizeBytes()) {
            throw corrupt(
                    "blocks_count %s is more than a file can hold", Long.toUnsignedString(blocks));
        }
        if (superblock.firstDataBlock() >= blocks) {
            throw corrupt(
                    "first_data_block %d is not below blocks_count %d",
                    superblock.firstDataBlock(), blocks);
        }
        // At most 2^53 groups of at most 2^19 inodes: the unsigned product may wrap, so compare
        // by division.
        long groups = superblock.groupsCount();
        long perGroup = superblock.inodesPerGroup();
        long inodes = superblock.inodesCount();
        if (inodes % perGroup != 0 || inodes / perGroup != groups) {
            throw corrupt(
                    "inodes_count %d is not %d groups of %d inodes", inodes, groups, perGroup);
        }
    }

    private CorruptImageException corrupt(String format, Object... values) {
        return CorruptImageException.at(where, format, values);
    }
}
