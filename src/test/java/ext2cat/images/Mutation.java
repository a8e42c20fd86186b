// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.util.Random;

/** A change of an image by chance, the same for the same seed; and how it is undone. */
final class Mutation {

    /** Values that break arithmetic: the ends of ranges, signs, one more and one less. */
    private static final long[] EXTREMES = {
        0,
        1,
        2,
        7,
        11,
        12,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x7fffffffL,
        0x80000000L,
        0xfffffffeL,
        0xffffffffL
    };

    private static final int MOST_CHANGES = 3;
    private static final int CHANGE_BYTES = 4;
    private static final int MOST_TRIES = 20;

    private final byte[] image;
    private final int[] offsets;
    private final byte[][] before;

    private Mutation(byte[] image, int changes) {
        this.image = image;
        this.offsets = new int[changes];
        this.before = new byte[changes][CHANGE_BYTES];
    }

    /** Changes up to three words of the metadata or, seldom, of anything. */
    static Mutation apply(byte[] image, int metadataBytes, long seed) {
        Random random = new Random(seed);
        Mutation mutation = new Mutation(image, 1 + random.nextInt(MOST_CHANGES));
        for (int i = 0; i < mutation.offsets.length; i++) {
            int within = random.nextInt(8) == 0 ? image.length : metadataBytes;
            int offset = offsetInUse(image, within, random);
            mutation.offsets[i] = offset;
            System.arraycopy(image, offset, mutation.before[i], 0, CHANGE_BYTES);
            long value =
                    random.nextInt(3) == 0
                            ? random.nextInt(image.length / 1024 + 2)
                            : EXTREMES[random.nextInt(EXTREMES.length)];
            int bytes = 1 << random.nextInt(3);
            for (int b = 0; b < bytes; b++) {
                image[offset + b] = (byte) (value >> 8 * b);
            }
        }
        return mutation;
    }

    /** An even offset, where there is something other than zeros if a few tries find it. */
    private static int offsetInUse(byte[] image, int within, Random random) {
        int offset = 0;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            offset = random.nextInt((within - CHANGE_BYTES) / 2) * 2;
            if (image[offset] != 0 || image[offset + 1] != 0) {
                break;
            }
        }
        return offset;
    }

    /** Restores the bytes, the last change first. */
    void undo() {
        for (int i = offsets.length - 1; i >= 0; i--) {
            System.arraycopy(before[i], 0, image, offsets[i], CHANGE_BYTES);
        }
    }
}
