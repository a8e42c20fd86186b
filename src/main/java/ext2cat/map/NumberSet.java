// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import java.util.HashMap;
import java.util.Map;

/**
 * A set of numbers of blocks or inodes: one bit a number, in pieces of 32,768 numbers that are
 * there when needed.
 */
public final class NumberSet {

    private static final int PIECE_BITS = 15;
    private static final int WORDS = 1 << (PIECE_BITS - 6);

    private final Map<Long, long[]> pieces = new HashMap<>();

    /** The empty set. */
    public NumberSet() {}

    /**
     * Adds a run of numbers.
     *
     * @return how many of them, from the first, were not in the set before the first that was
     */
    public long add(long first, long count) {
        long fresh = count;
        for (long i = 0; i < count; ) {
            long number = first + i;
            long[] piece = pieces.computeIfAbsent(number >> PIECE_BITS, _ -> new long[WORDS]);
            long end = Math.min(count, i + (1 << PIECE_BITS) - (number & ((1 << PIECE_BITS) - 1)));
            for (; i < end; i++) {
                if (!set(piece, first + i)) {
                    fresh = Math.min(fresh, i);
                }
            }
        }
        return fresh;
    }

    /**
     * Adds a number.
     *
     * @return whether it was not in the set before
     */
    public boolean add(long number) {
        return set(pieces.computeIfAbsent(number >> PIECE_BITS, _ -> new long[WORDS]), number);
    }

    /** Whether the number is in the set. */
    public boolean contains(long number) {
        long[] piece = pieces.get(number >> PIECE_BITS);
        return piece != null && (piece[word(number)] & 1L << (number & 63)) != 0;
    }

    /** Sets a number's bit; false if it was set. */
    private static boolean set(long[] piece, long number) {
        int word = word(number);
        long bit = 1L << (number & 63);
        boolean wasClear = (piece[word] & bit) == 0;
        piece[word] |= bit;
        return wasClear;
    }

    private static int word(long number) {
        return (int) (number >> 6) & (WORDS - 1); // masked below 2^9
    }
}
