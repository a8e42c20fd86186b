// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which blocks of a disk the chunks of Android sparse files hold: two numbers a chunk, in the order
 * of the blocks. A chunk has at least 12 bytes in its file, so this has at most one and a half
 * times the size of the files.
 */
final class SparseChunks {

    /** No chunk. */
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 256;

    /** The first block in the upper half, the number of blocks in the lower. */
    private long[] blocks = new long[FIRST_CAPACITY];

    /** What the reader of the chunk needs to find its bytes. */
    private long[] places = new long[FIRST_CAPACITY];

    private int count;

    /** Blocks of which nobody knows what is in them. */
    private final List<Lost> lost = new ArrayList<>();

    private record Lost(long firstBlock, int beforeChunk, BlockDevice file, String what) {}

    /** No chunks yet. */
    SparseChunks() {}

    /** Adds a chunk, which begins at or after the end of the one before. */
    void add(long firstBlock, long countBlocks, long place) {
        if (count == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        blocks[count] = firstBlock << Integer.SIZE | countBlocks;
        places[count] = place;
        count++;
    }

    /** Reads fail from a block on, until the next chunk that is added. */
    void lose(long firstBlock, BlockDevice file, String what) {
        lost.add(new Lost(Math.max(firstBlock, endBlock()), count, file, what));
    }

    /** The block after all chunks. */
    long endBlock() {
        return count == 0 ? 0 : endBlock(count - 1);
    }

    /** The chunk that has a block; {@link #NONE} if none has. */
    int chunkOf(long block) {
        int chunk = firstAfter(block) - 1;
        return chunk >= 0 && block < endBlock(chunk) ? chunk : NONE;
    }

    /**
     * The block at which the gap ends that a block is in.
     *
     * @param lastBlock the end of the disk
     * @throws IOException if the gap is there because a file is damaged
     */
    long gapEnd(long block, long lastBlock) throws IOException {
        int after = firstAfter(block);
        long endBlock = after == count ? lastBlock : firstBlock(after);
        for (Lost part : lost) {
            if (part.beforeChunk() == after) {
                if (block >= part.firstBlock()) {
                    throw new WrongContainerException(part.file(), part.what());
                }
                endBlock = Math.min(endBlock, part.firstBlock());
            }
        }
        return endBlock;
    }

    long firstBlock(int chunk) {
        return blocks[chunk] >>> Integer.SIZE;
    }

    long endBlock(int chunk) {
        // The mask takes the lower half as a number without a sign.
        return firstBlock(chunk) + (blocks[chunk] & 0xffff_ffffL);
    }

    long place(int chunk) {
        return places[chunk];
    }

    private int firstAfter(long block) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstBlock(middle) <= block) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
