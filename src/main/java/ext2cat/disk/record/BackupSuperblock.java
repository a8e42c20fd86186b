// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.record;

import ext2cat.disk.Superblock;

import java.util.ArrayList;
import java.util.List;

/**
 * A place where a backup superblock may lie when the primary one is dead, so that nothing is known
 * of the image but its size.
 *
 * @param blockSizeBytes the block size supposed
 * @param group the group supposed to begin there
 * @param block the block, counted in that size: what {@code e2fsck -b} takes
 */
public record BackupSuperblock(int blockSizeBytes, long group, long block) {

    private static final int MIN_BLOCK_SIZE_BYTES = 1024;
    private static final int MAX_BLOCK_SIZE_BYTES = 65536;

    /** What mke2fs takes at most, so that the count of free blocks fits 16 bits. */
    private static final long MAX_BLOCKS_PER_GROUP = 65528;

    /** s_block_group_nr has 16 bits; later groups are stored as this one. */
    private static final long MAX_STORED_GROUP = 0xffff;

    /** {@return the position in the file system in bytes} */
    public long positionBytes() {
        return block * blockSizeBytes;
    }

    /**
     * {@return whether a superblock found there can be this backup: it has this block size and says
     * that it lies in this group} Revision 0 says nothing of the group.
     *
     * @param found the superblock at this place
     */
    public boolean matches(Superblock found) {
        return found.logBlockSize() == Integer.numberOfTrailingZeros(blockSizeBytes) - 10
                && (found.revLevel() == Superblock.GOOD_OLD_REV
                        || found.blockGroupNumber() == Math.min(group, MAX_STORED_GROUP));
    }

    /**
     * {@return all places where mke2fs puts backups if the blocks per group are not chosen by hand:
     * for each block size, smallest first, groups 1, 3, 5, 7, 9, 25, 27 … and the last one}
     *
     * @param imageSizeBytes places from here on are left out
     */
    public static List<BackupSuperblock> likely(long imageSizeBytes) {
        List<BackupSuperblock> places = new ArrayList<>();
        for (int size = MIN_BLOCK_SIZE_BYTES; size <= MAX_BLOCK_SIZE_BYTES; size *= 2) {
            addPlaces(size, imageSizeBytes / size, places);
        }
        return places;
    }

    private static void addPlaces(int size, long blocks, List<BackupSuperblock> into) {
        long firstDataBlock = size == MIN_BLOCK_SIZE_BYTES ? 1 : 0;
        long blocksPerGroup = Math.min(8L * size, MAX_BLOCKS_PER_GROUP);
        long lastGroup = (blocks - 1 - firstDataBlock) / blocksPerGroup;
        for (long group = 1; group <= lastGroup; group = nextGroup(group, lastGroup)) {
            into.add(new BackupSuperblock(size, group, firstDataBlock + group * blocksPerGroup));
        }
    }

    /** The next power of 3, 5 or 7 after {@code group}, or the last group before that. */
    private static long nextGroup(long group, long lastGroup) {
        if (group >= lastGroup) {
            return lastGroup + 1;
        }
        long next = lastGroup;
        for (int base = 3; base <= 7; base += 2) {
            long power = base;
            while (power <= group) {
                power *= base;
            }
            next = Math.min(next, power);
        }
        return next;
    }
}
