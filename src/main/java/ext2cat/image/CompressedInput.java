// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A device from front to back, through a buffer. It knows how far it was read to the byte, whether
 * somebody asked for more than there is, and why it could not be read.
 */
final class CompressedInput extends InputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    private final BlockDevice device;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bufferPositionBytes;
    private int bufferAt;
    private int bufferEnd;
    private boolean metEnd;
    private boolean byBytes;
    private boolean losesPieces;
    private Optional<IOException> failure = Optional.empty();

    CompressedInput(BlockDevice device) {
        this.device = device;
    }

    /** How many bytes lie before the next one. */
    long positionBytes() {
        return bufferPositionBytes + bufferAt;
    }

    /** How many bytes there are. */
    long sizeBytes() {
        return device.sizeBytes();
    }

    /** How many bytes are left. */
    long remainingBytes() {
        return sizeBytes() - positionBytes();
    }

    /** Whether more was asked for than there is: what decodes the bytes misses some. */
    boolean metEnd() {
        return metEnd;
    }

    /**
     * How many bytes to ask a decoder for that loses what a call has expanded before it throws.
     *
     * @param wantedBytes as many at most
     */
    int pieceBytes(int wantedBytes) {
        losesPieces = true;
        return byBytes ? 1 : wantedBytes;
    }

    /** Whether expanded bytes may have been lost that come when they are asked for one by one. */
    boolean mayHaveLost() {
        return losesPieces && !byBytes;
    }

    /** From now on such decoders are asked for one byte at a time, so that none is lost. */
    void expandByBytes() {
        byBytes = true;
    }

    /** The error of the device itself, however a decoder has worded it. */
    Optional<IOException> failure() {
        return failure;
    }

    /** Goes to another place; a place beyond the end is the end. */
    void seek(long positionBytes) {
        long position = Math.min(positionBytes, device.sizeBytes());
        long at = position - bufferPositionBytes;
        if (at >= 0 && at <= bufferEnd) {
            bufferAt = (int) at; // at most bufferEnd
        } else {
            bufferPositionBytes = position;
            bufferAt = 0;
            bufferEnd = 0;
        }
    }

    /** The next bytes, at most {@code lengthBytes} of them, which stay the next ones. */
    byte[] peek(int lengthBytes) throws IOException {
        long position = positionBytes();
        // The cast is safe: at most lengthBytes.
        byte[] next = readNBytes((int) Math.min(lengthBytes, remainingBytes()));
        seek(position);
        return next;
    }

    /**
     * The next bytes as an unsigned little-endian number.
     *
     * @throws EOFException if there are not that many
     */
    long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int next = read();
            if (next < 0) {
                throw new EOFException("the data ends too early");
            }
            value |= (long) next << 8 * i;
        }
        return value;
    }

    @Override
    public int read() throws IOException {
        return bufferAt == bufferEnd && !fill() ? -1 : Byte.toUnsignedInt(buffer[bufferAt++]);
    }

    @Override
    public int read(byte[] target, int offset, int lengthBytes) throws IOException {
        if (lengthBytes == 0) {
            return 0;
        }
        if (bufferAt == bufferEnd && !fill()) {
            return -1;
        }
        int got = Math.min(lengthBytes, bufferEnd - bufferAt);
        System.arraycopy(buffer, bufferAt, target, offset, got);
        bufferAt += got;
        return got;
    }

    @Override
    public long skip(long bytes) {
        long skippedBytes = Math.clamp(bytes, 0, remainingBytes());
        seek(positionBytes() + skippedBytes);
        metEnd |= skippedBytes < bytes;
        return skippedBytes;
    }

    /** The rest of the buffer may be had without a call of the device. */
    @Override
    public int available() {
        return bufferEnd - bufferAt;
    }

    private boolean fill() throws IOException {
        long position = positionBytes();
        // The cast is safe: at most BUFFER_BYTES.
        int fillBytes = (int) Math.min(BUFFER_BYTES, device.sizeBytes() - position);
        if (fillBytes <= 0) {
            metEnd = true;
            return false;
        }
        try {
            device.read(position, MemorySegment.ofArray(buffer).asSlice(0, fillBytes));
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
        bufferPositionBytes = position;
        bufferAt = 0;
        bufferEnd = fillBytes;
        return true;
    }
}
