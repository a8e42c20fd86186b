// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace;

import java.util.HashMap;
import java.util.Map;

/** A set of disk blocks: one bit a block, in pieces of 32,768 blocks that are there when needed. */
final class BlockSet {

    private static final int PIECE_BITS = 15;
    private static final int WORDS = 1 << (PIECE_BITS - 6);

    private final Map<Long, long[]> pieces = new HashMap<>();

    /**
     * Adds a run of blocks.
     *
     * @return how many of them, from the first, were not in the set before the first that was
     */
    long add(long diskBlock, long count) {
        long fresh = count;
        for (long i = 0; i < count; ) {
            long block = diskBlock + i;
            long[] piece = pieces.computeIfAbsent(block >> PIECE_BITS, _ -> new long[WORDS]);
            long end = Math.min(count, i + (1 << PIECE_BITS) - (block & ((1 << PIECE_BITS) - 1)));
            for (; i < end; i++) {
                if (!set(piece, diskBlock + i)) {
                    fresh = Math.min(fresh, i);
                }
            }
        }
        return fresh;
    }

    /** Sets a block's bit; false if it was set. */
    private static boolean set(long[] piece, long block) {
        int word = (int) (block >> 6) & (WORDS - 1); // masked below 2^9
        long bit = 1L << (block & 63);
        boolean wasClear = (piece[word] & bit) == 0;
        piece[word] |= bit;
        return wasClear;
    }
}
