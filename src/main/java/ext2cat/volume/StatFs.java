// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.CompatFeature;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * How full a file system is, as statfs(2) tells on a mount (ext4_statfs): free blocks and inodes
 * are what the groups say, and what the file system itself takes counts neither as free nor as
 * used. That is also what is kept for descriptors of groups to come, which the ext2 driver and
 * Linux before 5.18 count as used. Where files have extents, Linux keeps a fiftieth of all clusters
 * as well, at most 4,096, so that delayed writes find room.
 *
 * @param blockSizeBytes the size of a block
 * @param blocks f_blocks: those that files can have
 * @param freeBlocks f_bfree
 * @param availableBlocks f_bavail: free and not kept for root
 * @param inodes f_files
 * @param freeInodes f_ffree
 */
public record StatFs(
        int blockSizeBytes,
        long blocks,
        long freeBlocks,
        long availableBlocks,
        long inodes,
        long freeInodes) {

    /** ext4_set_resv_clusters: one cluster of so many is kept for delayed writes. */
    private static final long CLUSTERS_OF_ONE_KEPT = 50;

    private static final long MOST_KEPT_CLUSTERS = 4096;

    /** Bitmaps of blocks and of inodes. */
    private static final int BITMAP_BLOCKS = 2;

    /**
     * Adds up what the groups say. A damaged image may say anything; no value here is negative.
     *
     * @param volume the file system
     * @return the sums over all groups
     * @throws IOException if the descriptors of the groups cannot be read
     */
    public static StatFs of(Volume volume) throws IOException {
        Superblock superblock = volume.superblock();
        GroupLayout layout = volume.layout();
        long overhead = superblock.firstDataBlock() + journalBlocks(volume);
        long reservedForDescriptors = superblock.details().reservedGdtBlocks();
        long freeBlocks = 0;
        long freeInodes = 0;
        for (long group = 0; group < layout.groupsCount(); group++) {
            overhead +=
                    (layout.hasSuper(group) ? 1 + reservedForDescriptors : 0)
                            + layout.descriptorBlocksIn(group)
                            + BITMAP_BLOCKS
                            + layout.inodeTableBlocks();
            GroupDescriptor descriptor = volume.groupDescriptor(group);
            freeBlocks += descriptor.freeBlocks() * superblock.clusterBlocks();
            freeInodes += descriptor.freeInodes();
        }
        long kept = superblock.details().reservedBlocksCount() + keptBlocks(superblock);
        return new StatFs(
                superblock.blockSizeBytes(),
                Math.max(0, superblock.blocksCount() - storedOverhead(superblock).orElse(overhead)),
                freeBlocks,
                Math.max(0, freeBlocks - kept),
                superblock.inodesCount(),
                freeInodes);
    }

    /** {@return how many blocks files have} */
    public long usedBlocks() {
        return Math.max(0, blocks - freeBlocks);
    }

    /** {@return how many inodes are in use} */
    public long usedInodes() {
        return Math.max(0, inodes - freeInodes);
    }

    /** ext4_set_resv_clusters. */
    private static long keptBlocks(Superblock superblock) {
        long clusters = superblock.blocksCount() / superblock.clusterBlocks();
        return superblock.features().has(IncompatFeature.EXTENT)
                ? Math.min(clusters / CLUSTERS_OF_ONE_KEPT, MOST_KEPT_CLUSTERS)
                        * superblock.clusterBlocks()
                : 0;
    }

    /** With {@code bigalloc}, Linux believes the superblock, since counting takes long. */
    private static OptionalLong storedOverhead(Superblock superblock) {
        long clusters = superblock.details().overheadClusters();
        boolean believed =
                superblock.features().has(RoCompatFeature.BIGALLOC)
                        && clusters > 0
                        && clusters <= superblock.blocksCount();
        return believed
                ? OptionalLong.of(clusters * superblock.clusterBlocks())
                : OptionalLong.empty();
    }

    /** What an internal journal takes (ext4_calculate_overhead). */
    private static long journalBlocks(Volume volume) throws IOException {
        long journal = volume.superblock().details().journalInode();
        return volume.superblock().features().has(CompatFeature.HAS_JOURNAL) && journal != 0
                ? volume.peek(journal).sizeBytes() >>> volume.blockBits()
                : 0;
    }
}
