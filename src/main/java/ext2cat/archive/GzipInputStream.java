// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Expands gzip data (RFC 1952) of any number of members; zeros may follow the last one.
 *
 * <p>It is not {@link java.util.zip.GZIPInputStream}, which takes a damaged header of a second
 * member for the end of the data and says nothing; nor Commons Compress, whose classes take 0.1 s
 * to load, several times the expansion of a small image.
 */
final class GzipInputStream extends InputStream {

    private static final int INPUT_BYTES = 1 << 15;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 1 << 1;
    private static final int FLAG_EXTRA = 1 << 2;
    private static final int FLAG_NAME = 1 << 3;
    private static final int FLAG_COMMENT = 1 << 4;
    private static final int FLAGS_RESERVED = 0b1110_0000;

    private final InputStream in;
    private final byte[] input = new byte[INPUT_BYTES];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int inputAt;
    private int inputEnd;
    private boolean ended;

    /** Reads the header of the first member. */
    GzipInputStream(InputStream in) throws IOException {
        this.in = in;
        readHeader(nextByte());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
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
                endMember();
            } else if (inflater.needsInput()) {
                fill();
                inflater.setInput(input, 0, inputEnd);
            } else {
                throw new ZipException("a preset dictionary is asked for");
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] buffer, int offset, int lengthBytes) throws ZipException {
        try {
            return inflater.inflate(buffer, offset, lengthBytes);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** Checks the trailer, and goes on to the next member if there is one. */
    private void endMember() throws IOException {
        inputAt = inputEnd - inflater.getRemaining();
        long expectedCrc = nextInt();
        if (expectedCrc != crc.getValue()) {
            throw new ZipException(
                    "the CRC is %08x, but should be %08x".formatted(crc.getValue(), expectedCrc));
        }
        long lengthModulo = nextInt();
        // The trailer holds the length modulo 2^32.
        if (lengthModulo != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("the length differs from the one in the trailer");
        }
        skipZeros();
    }

    private void skipZeros() throws IOException {
        int next = 0;
        while (next == 0) {
            if (inputAt == inputEnd && !tryFill()) {
                ended = true;
                return;
            }
            next = nextByte();
        }
        crc.reset();
        inflater.reset();
        readHeader(next);
    }

    private void readHeader(int firstByte) throws IOException {
        if ((firstByte | nextByte() << 8) != MAGIC || nextByte() != DEFLATE) {
            throw new ZipException("no gzip header where one should begin");
        }
        int flags = nextByte();
        if ((flags & FLAGS_RESERVED) != 0) {
            throw new ZipException("unknown header flags 0x%02x".formatted(flags));
        }
        skip(6); // modification time, extra flags, operating system
        if ((flags & FLAG_EXTRA) != 0) {
            skip(nextShort());
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.setInput(input, inputAt, inputEnd - inputAt);
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            nextByte();
        }
    }

    private void skipText() throws IOException {
        while (nextByte() != 0) {
            // Its characters do not matter.
        }
    }

    private long nextInt() throws IOException {
        return nextShort() | (long) nextShort() << 16;
    }

    private int nextShort() throws IOException {
        return nextByte() | nextByte() << 8;
    }

    private int nextByte() throws IOException {
        if (inputAt == inputEnd) {
            fill();
        }
        return Byte.toUnsignedInt(input[inputAt++]);
    }

    private void fill() throws IOException {
        if (!tryFill()) {
            throw new EOFException("the data ends too early");
        }
    }

    private boolean tryFill() throws IOException {
        inputAt = 0;
        inputEnd = Math.max(0, in.read(input, 0, input.length));
        return inputEnd > 0;
    }
}
