// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.map.numbers.NumberSet;

/**
 * Which blocks are in use, and which of them more than once. A block is first claimed by the
 * structures that make the file system, then by the maps of its files.
 *
 * <p>With {@code bigalloc} files have whole clusters: with 16 blocks in each, two files that have
 * the blocks 32 and 47 both claim cluster 2.
 */
final class Claims {

    private final NumberSet metadata = new NumberSet();

    /** The clusters in use. */
    private final NumberSet used = new NumberSet();

    /** The clusters in use more than once, of which a file is one user at least. */
    private final NumberSet twice = new NumberSet();

    private final int clusterBits;
    private final boolean mayShare;
    private boolean anyTwice;

    /** Nothing is claimed. */
    Claims(Superblock superblock) {
        this.clusterBits = Integer.numberOfTrailingZeros(superblock.clusterBlocks());
        this.mayShare = superblock.features().has(RoCompatFeature.SHARED_BLOCKS);
    }

    /** A structure of the file system has the block; whether no other one has it. */
    boolean claimMetadata(long block) {
        used.add(cluster(block));
        return metadata.add(block);
    }

    /** A file has the cluster of a block; whether nothing else has it. */
    boolean claim(long block) {
        boolean first = used.add(cluster(block));
        if (!first && !mayShare) {
            twice.add(cluster(block));
            anyTwice = true;
        }
        return first;
    }

    /** Whether a block is the next of a file, in a cluster of which it has the one before. */
    boolean continues(long fileBlock, long diskBlock) {
        int inCluster = (1 << clusterBits) - 1;
        return (diskBlock & inCluster) != 0 && ((diskBlock ^ fileBlock) & inCluster) == 0;
    }

    boolean isMetadata(long block) {
        return metadata.contains(block);
    }

    boolean isClaimedTwice(long block) {
        return twice.contains(cluster(block));
    }

    boolean anyClaimedTwice() {
        return anyTwice;
    }

    /** The clusters in use, by their numbers: each block is one without {@code bigalloc}. */
    NumberSet used() {
        return used;
    }

    /** The cluster of a block. */
    long cluster(long block) {
        return block >> clusterBits;
    }

    /** The first block of a cluster. */
    long firstBlock(long cluster) {
        return cluster << clusterBits;
    }
}
