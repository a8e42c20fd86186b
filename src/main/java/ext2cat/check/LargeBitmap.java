// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/**
 * One bit for each number below a size of up to 2^32, in pieces of 32,768 bits that are there when
 * needed: so memory grows with what an image holds, not with what it claims to be.
 */
final class LargeBitmap {

    private static final int PIECE_BITS = 15;
    private static final int WORDS = 1 << PIECE_BITS - 6;

    private final long size;
    private final long[][] pieces;

    /**
     * All bits clear.
     *
     * @param size how many, at most 2^32: the numbers of blocks and inodes have 32 bits
     */
    LargeBitmap(long size) {
        if (size < 0 || size > 1L << 32) {
            throw new IllegalArgumentException("a bitmap of " + size + " bits");
        }
        this.size = size;
        this.pieces = new long[(int) (size + (1 << PIECE_BITS) - 1 >> PIECE_BITS)][]; // <= 2^17
    }

    /** Sets a bit; whether it was clear. */
    boolean set(long number) {
        long[] piece = pieces[piece(number)];
        if (piece == null) {
            piece = new long[WORDS];
            pieces[piece(number)] = piece;
        }
        int word = word(number);
        long bit = 1L << number;
        boolean wasClear = (piece[word] & bit) == 0;
        piece[word] |= bit;
        return wasClear;
    }

    /** Whether a bit is set; those behind the end are not. */
    boolean has(long number) {
        if (number < 0 || number >= size) {
            return false;
        }
        long[] piece = pieces[piece(number)];
        return piece != null && (piece[word(number)] & 1L << number) != 0;
    }

    /** The 64 bits from {@code first} on, the first of them lowest; zeros behind the end. */
    long word64(long first) {
        int shift = (int) (first & 63);
        long low = wordAt(first) >>> shift;
        return shift == 0 ? low : low | wordAt(first + 63) << 64 - shift;
    }

    /** The first number from {@code from} on whose bit is set, or -1. */
    long next(long from) {
        long at = from;
        while (at < size) {
            if (pieces[piece(at)] == null) {
                at = (at >> PIECE_BITS) + 1 << PIECE_BITS;
                continue;
            }
            long word = wordAt(at) >>> at;
            if (word != 0) {
                return at + Long.numberOfTrailingZeros(word);
            }
            at = (at >> 6) + 1 << 6;
        }
        return -1;
    }

    private long wordAt(long number) {
        if (number >= size) {
            return 0;
        }
        long[] piece = pieces[piece(number)];
        return piece == null ? 0 : piece[word(number)];
    }

    private static int piece(long number) {
        return (int) (number >> PIECE_BITS); // below 2^17
    }

    private static int word(long number) {
        return (int) (number >> 6) & WORDS - 1;
    }
}
