// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.disk.CorruptImageException;
import ext2cat.mpage.Mapping;

import java.nio.ByteBuffer;

/** A node of extents that leads to data (struct ext4_extent). */
final class ExtentLeaf implements MapNode.Leaf {

    private static final int LENGTH = 4;
    private static final int START_HIGH = 6;
    private static final int START_LOW = 8;

    /** EXT_INIT_MAX_LEN: a greater length is that of an unwritten extent, with this added. */
    private static final int MOST_WRITTEN_BLOCKS = 1 << 15;

    private final long firstFileBlock;
    private final long blocks;
    private final SortedStarts starts;
    private final long[] diskBlocks;
    private final int[] lengths;

    private ExtentLeaf(
            long firstFileBlock,
            long blocks,
            SortedStarts starts,
            long[] diskBlocks,
            int[] lengths) {
        this.firstFileBlock = firstFileBlock;
        this.blocks = blocks;
        this.starts = starts;
        this.diskBlocks = diskBlocks;
        this.lengths = lengths;
    }

    /**
     * Decodes the entries of a node.
     *
     * @param node the whole node, little-endian
     * @param entries how many it has
     * @param first the first file block that the node covers
     * @param blocks how many it covers
     * @param where the node, for messages
     */
    static ExtentLeaf decode(ByteBuffer node, int entries, long first, long blocks, String where)
            throws CorruptImageException {
        long[] starts = new long[entries];
        long[] diskBlocks = new long[entries];
        int[] lengths = new int[entries];
        long end = first;
        for (int i = 0; i < entries; i++) {
            int at = (i + 1) * ExtentHeader.SIZE_BYTES;
            starts[i] = Integer.toUnsignedLong(node.getInt(at));
            lengths[i] = Short.toUnsignedInt(node.getShort(at + LENGTH));
            diskBlocks[i] =
                    Integer.toUnsignedLong(node.getInt(at + START_LOW))
                            | Short.toUnsignedLong(node.getShort(at + START_HIGH)) << 32;
            if (lengths[i] == 0) {
                throw CorruptImageException.at(where, "extent %d has no blocks", i);
            }
            long extentEnd = starts[i] + count(lengths[i]);
            if (starts[i] < end || extentEnd > first + blocks) {
                throw CorruptImageException.at(
                        where,
                        "extent %d has the file blocks %d to %d, expected some from %d to %d",
                        i,
                        starts[i],
                        extentEnd - 1,
                        end,
                        first + blocks - 1);
            }
            end = extentEnd;
        }
        return new ExtentLeaf(first, blocks, new SortedStarts(starts), diskBlocks, lengths);
    }

    /** How many blocks an extent has (ext4_ext_get_actual_len). */
    private static int count(int length) {
        return length > MOST_WRITTEN_BLOCKS ? length - MOST_WRITTEN_BLOCKS : length;
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
    public boolean isTakenWhole() {
        return true;
    }

    @Override
    public Mapping at(long fileBlock, long maxBlocks) {
        int extent = starts.floor(fileBlock);
        if (extent >= 0) {
            long into = fileBlock - starts.get(extent);
            int length = lengths[extent];
            long left = count(length) - into;
            if (left > 0) {
                long diskBlock = diskBlocks[extent] + into;
                long count = Math.min(maxBlocks, left);
                return length > MOST_WRITTEN_BLOCKS
                        ? new Mapping.Unwritten(diskBlock, count)
                        : new Mapping.Mapped(diskBlock, count, false);
            }
        }
        long end = starts.after(extent, firstFileBlock + blocks);
        return new Mapping.Hole(Math.min(maxBlocks, end - fileBlock));
    }
}
