// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/**
 * A bitmap in a file, read where it is asked for. Of each 32768 bits the number of set bits before
 * them is kept: 1 MiB of memory for a bitmap of 512 MiB.
 */
final class UsedBits {

    private static final int PAGE_BYTES = 1 << 12;
    private static final int PAGE_BITS = PAGE_BYTES * Byte.SIZE;

    private final BlockDevice file;
    private final long atBytes;
    private final long countBits;
    private final long[] before;

    private UsedBits(BlockDevice file, long atBytes, long countBits, long[] before) {
        this.file = file;
        this.atBytes = atBytes;
        this.countBits = countBits;
        this.before = before;
    }

    /** A bitmap, which lies inside the file. */
    static UsedBits of(BlockDevice file, long atBytes, long countBits) throws IOException {
        // The cast is safe: there is a page in the file for each, and 2^31 of them are 8 TiB.
        long[] before = new long[Math.toIntExact(countBits / PAGE_BITS + 1)];
        UsedBits bits = new UsedBits(file, atBytes, countBits, before);
        for (int page = 1; page < before.length; page++) {
            before[page] = before[page - 1] + setBits(bits.page(page - 1), PAGE_BITS);
        }
        return bits;
    }

    boolean isSet(long bit) throws IOException {
        byte[] one = Head.at(file, atBytes + bit / Byte.SIZE, 1);
        return (one[0] >> (int) (bit % Byte.SIZE) & 1) != 0;
    }

    /** How many bits before this one are set. */
    long countBefore(long bit) throws IOException {
        int page = (int) (bit / PAGE_BITS);
        return before[page] + setBits(page(page), (int) (bit % PAGE_BITS));
    }

    /** How many bits from one on are as it is, within its page, and at most so many. */
    long alike(long bit, long most) throws IOException {
        byte[] page = page((int) (bit / PAGE_BITS));
        int first = (int) (bit % PAGE_BITS);
        // The cast is safe: it is at most the size of a page.
        int end = (int) Math.min(Math.min(PAGE_BITS, first + most), countBits - bit + first);
        int at = first + 1;
        while (at < end && isSet(page, at) == isSet(page, first)) {
            at++;
        }
        return at - first;
    }

    private byte[] page(int page) throws IOException {
        long from = (long) page * PAGE_BYTES;
        long bytes = (countBits + Byte.SIZE - 1) / Byte.SIZE;
        return Head.at(file, atBytes + from, (int) Math.min(PAGE_BYTES, bytes - from));
    }

    private static boolean isSet(byte[] page, int bit) {
        return (page[bit / Byte.SIZE] >> bit % Byte.SIZE & 1) != 0;
    }

    private static long setBits(byte[] page, int bits) {
        int count = 0;
        for (int i = 0; i < bits / Byte.SIZE; i++) {
            count += Integer.bitCount(Byte.toUnsignedInt(page[i]));
        }
        for (int bit = bits / Byte.SIZE * Byte.SIZE; bit < bits; bit++) {
            count += isSet(page, bit) ? 1 : 0;
        }
        return count;
    }
}
