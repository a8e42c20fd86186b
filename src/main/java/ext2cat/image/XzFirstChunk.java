// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import org.tukaani.xz.LZMAInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The first LZMA2 chunk of an xz stream, which depends on nothing before it: after its header of 6
 * bytes it is LZMA data, of which every byte counts, while the decoder of LZMA2 wants all of it.
 */
final class XzFirstChunk {

    private static final int STREAM_HEADER_BYTES = 12;
    private static final int FILTERS = 3;
    private static final int HAS_SIZES = 0xc0;
    private static final int LZMA2_FILTER = 0x21;

    /** A control byte from here on: LZMA data that begins with a new dictionary and state. */
    private static final int LZMA_FROM_NEW = 0xe0;

    private XzFirstChunk() {}

    /** Its decoder; none where the chunk is of another kind, or after another filter. */
    static Optional<InputStream> open(CompressedInput in, long streamAt) throws IOException {
        long blockAt = streamAt + STREAM_HEADER_BYTES;
        in.seek(blockAt);
        int headerBytes = 4 * (in.read() + 1);
        int flags = in.read();
        for (int field = 0; field < Integer.bitCount(flags & HAS_SIZES); field++) {
            skipNumber(in);
        }
        boolean plain = (flags & FILTERS) == 0 && in.read() == LZMA2_FILTER && in.read() == 1;
        in.seek(blockAt + headerBytes);
        int control = in.read();
        if (!plain || control < LZMA_FROM_NEW) {
            return Optional.empty();
        }
        long sizeBytes = 1 + ((control & 0x1f) << 16 | in.read() << 8 | in.read());
        in.skipNBytes(2);
        int properties = in.read();
        if (properties < 0) {
            return Optional.empty();
        }
        // Nothing refers to what is further back than the chunk's begin: at most 2 MiB.
        return Optional.of(new LZMAInputStream(in, sizeBytes, (byte) properties, (int) sizeBytes));
    }

    /** Passes over a number, of which each byte but the last has its highest bit set. */
    private static void skipNumber(CompressedInput in) throws IOException {
        int next = in.read();
        while (next >= 0x80) {
            next = in.read();
        }
    }
}
