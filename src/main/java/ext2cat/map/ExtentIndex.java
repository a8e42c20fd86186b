// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;

import java.nio.ByteBuffer;

/** A node of extents that leads to other nodes (struct ext4_extent_idx). */
final class ExtentIndex implements MapNode.Index {

    private static final int LEAF_LOW = 4;
    private static final int LEAF_HIGH = 8;

    private final long firstFileBlock;
    private final long blocks;
    private final BlockUse below;
    private final SortedStarts starts;
    private final long[] diskBlocks;

    private ExtentIndex(
            long firstFileBlock,
            long blocks,
            BlockUse below,
            SortedStarts starts,
            long[] diskBlocks) {
        this.firstFileBlock = firstFileBlock;
        this.blocks = blocks;
        this.below = below;
        this.starts = starts;
        this.diskBlocks = diskBlocks;
    }

    /**
     * Decodes the entries of a node.
     *
     * @param node the whole node, little-endian
     * @param entries how many it has, at least 1
     * @param below what the nodes below are
     * @param first the first file block that the node covers
     * @param blocks how many it covers
     * @param where the node, for messages
     */
    static ExtentIndex decode(
            ByteBuffer node, int entries, BlockUse below, long first, long blocks, String where)
            throws CorruptImageException {
        long[] starts = new long[entries];
        long[] diskBlocks = new long[entries];
        long end = first;
        for (int i = 0; i < entries; i++) {
            int at = (i + 1) * ExtentHeader.SIZE_BYTES;
            starts[i] = Integer.toUnsignedLong(node.getInt(at));
            diskBlocks[i] =
                    Integer.toUnsignedLong(node.getInt(at + LEAF_LOW))
                            | Short.toUnsignedLong(node.getShort(at + LEAF_HIGH)) << 32;
            if (starts[i] < end || starts[i] >= first + blocks) {
                throw CorruptImageException.at(
                        where,
                        "entry %d begins with file block %d, not with one from %d to %d",
                        i,
                        starts[i],
                        end,
                        first + blocks - 1);
            }
            end = starts[i] + 1;
        }
        return new ExtentIndex(first, blocks, below, new SortedStarts(starts), diskBlocks);
    }

    @Override
    public long firstFileBlock() {
        return firstFileBlock;
    }

    @Override
    public long blocks() {
        return blocks;
    }

    @Override
    public MapNode child(long fileBlock) {
        // A hole before the first entry is looked for below it (ext4_ext_binsearch_idx).
        int entry = Math.max(0, starts.floor(fileBlock));
        long end = starts.after(entry, firstFileBlock + blocks);
        long start = starts.get(entry);
        return new NodeRef(below, start, end - start, diskBlocks[entry]);
    }
}
