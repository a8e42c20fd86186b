// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Expands one member of gzip data (RFC 1952): a header of 10 bytes and more, the deflated data, and
 * a trailer of 8 bytes.
 *
 * <p>It is not {@link java.util.zip.GZIPInputStream}, which takes a damaged header of a second
 * member for the end of the data and says nothing; nor Commons Compress, whose classes take 0.1 s
 * to load, several times the expansion of a small image.
 */
final class GzipMember extends MemberStream {

    private static final int INPUT_BYTES = 1 << 15;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 1 << 1;
    private static final int FLAG_EXTRA = 1 << 2;
    private static final int FLAG_NAME = 1 << 3;
    private static final int FLAG_COMMENT = 1 << 4;
    private static final int FLAGS_RESERVED = 0b1110_0000;

    private final CompressedInput in;
    private final byte[] input = new byte[INPUT_BYTES];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean ended;

    /** Reads the header. */
    GzipMember(CompressedInput in) throws IOException {
        this.in = in;
        readHeader();
    }

    @Override
    public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
        if (lengthBytes == 0) {
            return 0;
        }
        while (!ended) {
            int expandedBytes = inflate(buffer, offset, lengthBytes);
            if (expandedBytes > 0) {
                crc.update(buffer, offset, expandedBytes);
                return expandedBytes;
            }
            if (inflater.finished()) {
                ended = true;
                readTrailer();
            } else if (inflater.needsInput()) {
                fill();
            } else {
                throw new ZipException("a preset dictionary is asked for");
            }
        }
        return -1;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int inflate(byte[] buffer, int offset, int lengthBytes) throws ZipException {
        try {
            return inflater.inflate(buffer, offset, lengthBytes);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private void fill() throws IOException {
        // At least one byte, or the data ends too early.
        input[0] = (byte) in.number(1);
        int more = Math.max(0, in.read(input, 1, Math.min(in.available(), input.length - 1)));
        inflater.setInput(input, 0, 1 + more);
    }

    private void readTrailer() throws IOException {
        in.seek(in.positionBytes() - inflater.getRemaining());
        long expectedCrc = in.number(4);
        long expectedLength = in.number(4);
        if (expectedCrc != crc.getValue()) {
            throw new WrongChecksumException(
                    "the CRC is %08x, but should be %08x".formatted(crc.getValue(), expectedCrc));
        }
        // The trailer holds the length modulo 2^32.
        if (expectedLength != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new WrongChecksumException("the length differs from the one in the trailer");
        }
    }

    private void readHeader() throws IOException {
        if (in.number(2) != MAGIC || in.number(1) != DEFLATE) {
            throw new ZipException("no gzip header where one should begin");
        }
        int flags = (int) in.number(1);
        if ((flags & FLAGS_RESERVED) != 0) {
            throw new ZipException("unknown header flags 0x%02x".formatted(flags));
        }
        in.skipNBytes(6); // modification time, extra flags, operating system
        if ((flags & FLAG_EXTRA) != 0) {
            in.skipNBytes(in.number(2));
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            in.skipNBytes(2);
        }
    }

    private void skipText() throws IOException {
        while (in.number(1) != 0) {
            // Its characters do not matter.
        }
    }
}
