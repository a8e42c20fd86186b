// SPDX-License-Identifier: Apache-2.0
package ext2cat.map.numbers;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A set of numbers of blocks, inodes or groups: one bit a number, in pieces of 32,768 numbers that
 * are there when needed. So memory grows with what an image holds, not with what it claims to be: 4
 * KiB for each piece, and 2 KiB for each 256 of them. Numbers of 32 bits, which nearly all are, are
 * found by arrays alone; blocks of ext4 have up to 48 bits.
 */
public final class NumberSet {

    private static final int PIECE_BITS = 15;
    private static final int PIECE_WORDS = 1 << PIECE_BITS - 6;
    private static final int BRANCH_BITS = PIECE_BITS + 8;
    private static final int BRANCH_PIECES = 1 << BRANCH_BITS - PIECE_BITS;

    /** How many branches hold the numbers of 32 bits. */
    private static final int NEAR_BRANCHES = 1 << Integer.SIZE - BRANCH_BITS;

    /** Branch, piece and word: the bit of number n is in word n >> 6 of all. */
    private long[][][] branches = {};

    /** The branches after those. */
    private final NavigableMap<Long, long[][]> farBranches = new TreeMap<>();

    /** The empty set. */
    public NumberSet() {}

    /**
     * Adds a number.
     *
     * @param number not negative
     * @return whether it was not in the set before
     */
    public boolean add(long number) {
        return set(pieceFor(number), number);
    }

    /**
     * Adds a run of numbers.
     *
     * @param first the first of them, not negative
     * @param count how many
     * @return how many of them, from the first, were not in the set before the first that was
     */
    public long add(long first, long count) {
        long fresh = count;
        for (long i = 0; i < count; ) {
            long[] piece = pieceFor(first + i);
            long end = Math.min(count, i + (1 << PIECE_BITS) - (first + i & (1 << PIECE_BITS) - 1));
            for (; i < end; i++) {
                if (!set(piece, first + i)) {
                    fresh = Math.min(fresh, i);
                }
            }
        }
        return fresh;
    }

    /**
     * {@return whether the number is in the set}
     *
     * @param number not negative
     */
    public boolean contains(long number) {
        return (wordAt(number) & 1L << number) != 0;
    }

    /**
     * {@return the first number from {@code from} on that is in the set, or -1}
     *
     * @param from not negative
     */
    public long next(long from) {
        long at = from;
        while (at >= 0) {
            long[][] branch = branch(at >> BRANCH_BITS);
            if (branch == null) {
                at = nextBranch((at >> BRANCH_BITS) + 1);
            } else if (branch[inBranch(at)] == null) {
                at = (at >> PIECE_BITS) + 1 << PIECE_BITS;
            } else {
                long word = wordAt(at) >>> at;
                if (word != 0) {
                    return at + Long.numberOfTrailingZeros(word);
                }
                at = (at >> 6) + 1 << 6;
            }
        }
        return -1;
    }

    /** The first number of the first branch there is from that one on, or -1. */
    private long nextBranch(long from) {
        for (long index = from; index < branches.length; index++) {
            if (branches[(int) index] != null) {
                return index << BRANCH_BITS;
            }
        }
        Long far = farBranches.ceilingKey(from);
        return far == null ? -1 : far << BRANCH_BITS;
    }

    /**
     * {@return a bit for each of the 64 numbers from {@code first} on, the first of them lowest}
     *
     * @param first not negative
     */
    public long word64(long first) {
        int shift = (int) (first & 63);
        long low = wordAt(first) >>> shift;
        return shift == 0 ? low : low | wordAt(first + 63) << 64 - shift;
    }

    private long wordAt(long number) {
        long[] piece = piece(number);
        return piece == null ? 0 : piece[word(number)];
    }

    private long[] piece(long number) {
        long[][] branch = branch(number >> BRANCH_BITS);
        return branch == null ? null : branch[inBranch(number)];
    }

    /** A branch, or null. */
    private long[][] branch(long index) {
        if (index >= 0 && index < branches.length) {
            return branches[(int) index];
        }
        return index < NEAR_BRANCHES ? null : farBranches.get(index);
    }

    private long[] pieceFor(long number) {
        long[] piece = piece(number);
        return piece == null ? newPiece(number) : piece;
    }

    private long[] newPiece(long number) {
        if (number < 0) {
            throw new IllegalArgumentException(number + " is negative");
        }
        long index = number >> BRANCH_BITS;
        long[][] branch = branch(index);
        if (branch == null) {
            branch = new long[BRANCH_PIECES][];
            if (index < NEAR_BRANCHES) {
                branches = Arrays.copyOf(branches, Math.max(branches.length, (int) index + 1));
                branches[(int) index] = branch;
            } else {
                farBranches.put(index, branch);
            }
        }
        long[] piece = new long[PIECE_WORDS];
        branch[inBranch(number)] = piece;
        return piece;
    }

    /** Sets a number's bit; false if it was set. */
    private static boolean set(long[] piece, long number) {
        int word = word(number);
        long bit = 1L << number;
        boolean wasClear = (piece[word] & bit) == 0;
        piece[word] |= bit;
        return wasClear;
    }

    private static int inBranch(long number) {
        return (int) (number >> PIECE_BITS) & BRANCH_PIECES - 1;
    }

    private static int word(long number) {
        return (int) (number >> 6) & PIECE_WORDS - 1;
    }
}
