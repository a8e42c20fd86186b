// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.CompatFeature;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.map.numbers.NumberSet;

import java.io.IOException;

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
        long overhead = overheadBlocks(volume);
        long freeBlocks = 0;
        long freeInodes = 0;
        for (long group = 0; group < layout.groupsCount(); group++) {
            GroupDescriptor descriptor = volume.groupDescriptor(group);
            freeBlocks += descriptor.freeBlocks() * superblock.clusterBlocks();
            freeInodes += descriptor.freeInodes();
        }
        long kept = superblock.details().reservedBlocksCount() + keptBlocks(superblock);
        return new StatFs(
                superblock.blockSizeBytes(),
                Math.max(0, superblock.blocksCount() - overhead),
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

    /** What no file can have (ext4_calculate_overhead). */
    private static long overheadBlocks(Volume volume) throws IOException {
        Superblock superblock = volume.superblock();
        if (superblock.features().has(RoCompatFeature.BIGALLOC)) {
            return overheadClusters(volume) * superblock.clusterBlocks();
        }
        GroupLayout layout = volume.layout();
        long reservedForDescriptors = superblock.details().reservedGdtBlocks();
        long overhead = superblock.firstDataBlock() + journalBlocks(volume);
        for (long group = 0; group < layout.groupsCount(); group++) {
            overhead +=
                    (layout.hasSuper(group) ? 1 + reservedForDescriptors : 0)
                            + layout.descriptorBlocksIn(group)
                            + BITMAP_BLOCKS
                            + layout.inodeTableBlocks();
        }
        return overhead;
    }

    /**
     * With {@code bigalloc}, Linux believes the superblock. If that says nothing, each cluster with
     * a superblock, descriptors, a bitmap or a part of an inode table counts once, but not the room
     * for more descriptors.
     */
    private static long overheadClusters(Volume volume) throws IOException {
        Superblock superblock = volume.superblock();
        long stored = superblock.details().overheadClusters();
        if (stored > 0 && stored <= superblock.blocksCount()) {
            return stored;
        }
        GroupLayout layout = volume.layout();
        int cluster = superblock.clusterBlocks();
        NumberSet seen = new NumberSet();
        long clusters = (journalBlocks(volume) + cluster - 1) / cluster;
        for (long group = 0; group < layout.groupsCount(); group++) {
            GroupDescriptor descriptor = volume.groupDescriptor(group);
            long head = (layout.hasSuper(group) ? 1 : 0) + layout.descriptorBlocksIn(group);
            clusters +=
                    added(seen, volume, layout.firstBlock(group), head)
                            + added(seen, volume, descriptor.blockBitmap(), 1)
                            + added(seen, volume, descriptor.inodeBitmap(), 1)
                            + added(
                                    seen,
                                    volume,
                                    descriptor.inodeTable(),
                                    layout.inodeTableBlocks());
        }
        return clusters;
    }

    /** How many clusters of a run of blocks are new; a run outside the file system has none. */
    private static long added(NumberSet seen, Volume volume, long first, long blocks) {
        if (first < 0 || first > volume.layout().blocksCount() - blocks) {
            return 0;
        }
        int cluster = volume.superblock().clusterBlocks();
        long added = 0;
        for (long at = first / cluster; at <= (first + blocks - 1) / cluster; at++) {
            added += seen.add(at) ? 1 : 0;
        }
        return added;
    }

    /** What an internal journal takes (ext4_calculate_overhead). */
    private static long journalBlocks(Volume volume) throws IOException {
        long journal = volume.superblock().details().journalInode();
        return volume.superblock().features().has(CompatFeature.HAS_JOURNAL) && journal != 0
                ? volume.peek(journal).sizeBytes() >>> volume.blockBits()
                : 0;
    }
}
