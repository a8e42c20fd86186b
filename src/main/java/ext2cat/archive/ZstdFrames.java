// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The frames of a zstd file (RFC 8878, section 3.1), walked over without expanding them.
 *
 * <p>The decoder of zstd-jni 1.5.7 takes the end of the file inside of a second frame for the end
 * of the data, and says nothing. So it is made sure beforehand that the file ends where a frame
 * does.
 */
final class ZstdFrames {

    private static final long MAGIC = 0xfd2fb528L;
    private static final long SKIPPABLE_MAGIC = 0x184d2a50L;
    private static final long SKIPPABLE_MASK = 0xffff_fff0L;

    private final InputStream in;

    private ZstdFrames(InputStream in) {
        this.in = in;
    }

    /**
     * Walks to the end.
     *
     * @param in at the first frame; it must be quick to skip
     * @throws IOException if something else follows a frame, or the last frame is not complete
     */
    static void check(InputStream in) throws IOException {
        ZstdFrames frames = new ZstdFrames(in);
        for (int next = in.read(); next >= 0; next = in.read()) {
            frames.skipFrame(next | frames.number(3) << 8);
        }
    }

    private void skipFrame(long magic) throws IOException {
        if ((magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
            in.skipNBytes(number(4));
        } else if (magic == MAGIC) {
            int descriptor = (int) number(1);
            in.skipNBytes(headerBytes(descriptor));
            skipBlocks();
            boolean checksum = (descriptor >> 2 & 1) != 0;
            in.skipNBytes(checksum ? 4 : 0);
        } else {
            throw new IOException("no zstd frame where one should begin");
        }
    }

    /** How many bytes of the frame's header follow its descriptor. */
    private static int headerBytes(int descriptor) {
        boolean singleSegment = (descriptor >> 5 & 1) != 0;
        int contentSizeFlag = descriptor >> 6;
        int windowBytes = singleSegment ? 0 : 1;
        // The sizes double with the flag, but a flag of 0 stands for no field or for one byte.
        int contentSizeBytes =
                contentSizeFlag == 0 ? (singleSegment ? 1 : 0) : 1 << contentSizeFlag;
        int dictionaryFlag = descriptor & 3;
        int dictionaryBytes = dictionaryFlag == 0 ? 0 : 1 << dictionaryFlag - 1;
        return windowBytes + dictionaryBytes + contentSizeBytes;
    }

    private void skipBlocks() throws IOException {
        boolean last = false;
        while (!last) {
            long header = number(3);
            last = (header & 1) != 0;
            long sizeBytes = header >> 3;
            switch ((int) (header >> 1 & 3)) {
                case 0, 2 -> in.skipNBytes(sizeBytes); // raw, compressed
                case 1 -> in.skipNBytes(1); // one byte, repeated
                default -> throw new IOException("a block of the reserved type");
            }
        }
    }

    /** The next bytes as an unsigned little-endian number. */
    private long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            value |= (long) next << 8 * i;
        }
        return value;
    }
}
