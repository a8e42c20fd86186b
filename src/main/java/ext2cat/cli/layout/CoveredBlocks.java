// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.map.NodeRef;
import ext2cat.volume.Inode;

/**
 * How much of a file a block of its map covers.
 *
 * @param sizeBlocks how many blocks the file's size takes
 */
record CoveredBlocks(long sizeBlocks) {

    /** EXT_MAX_BLOCKS, and one: where the last node of every tree of extents ends. */
    private static final long END_OF_ALL = 1L << 32;

    /** Those of that file. A size of 2^63 or more is negative: then all is after it. */
    CoveredBlocks(Inode inode) {
        this(Math.ceilDiv(Math.max(0, inode.sizeBytes()), inode.volume().blockSizeBytes()));
    }

    /** At least 1; of the last node of a tree of extents, as far as the file's size reaches. */
    long blocks(NodeRef node) {
        long end = node.firstFileBlock() + node.blocks();
        return Math.max(1, (end == END_OF_ALL ? sizeBlocks : end) - node.firstFileBlock());
    }
}
