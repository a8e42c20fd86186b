// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import ext2cat.host.BlockingWrite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Gathers the small parts of an archive on their way to a channel. */
final class TarOutput {

    static final int BLOCK_BYTES = 512;

    /** What archives are filled up to, by custom: 20 blocks. */
    private static final int RECORD_BYTES = 20 * BLOCK_BYTES;

    private static final int BUFFER_BYTES = 1 << 17;

    /** From this size on, writing data on its own beats copying it. */
    private static final int LARGE_BYTES = 1 << 16;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] zeros = new byte[1 << 14];
    private long positionBytes;

    /**
     * An archive of which nothing is written.
     *
     * @param channel blocking
     */
    TarOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    void put(byte[] bytes) throws IOException {
        put(bytes, bytes.length);
    }

    void put(ByteBuffer data) throws IOException {
        positionBytes += data.remaining();
        if (data.remaining() >= LARGE_BYTES) {
            flush();
            BlockingWrite.run(channel, data);
        }
        while (data.hasRemaining()) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int length = Math.min(data.remaining(), buffer.remaining());
            buffer.put(data.slice(data.position(), length));
            data.position(data.position() + length);
        }
    }

    void putZeros(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            int length = (int) Math.min(left, zeros.length);
            put(zeros, length);
            left -= length;
        }
    }

    /** Fills up to a whole number of blocks. */
    void pad() throws IOException {
        putZeros(-positionBytes & BLOCK_BYTES - 1);
    }

    /** Two blocks of zeros, and what fills the last record. */
    void end() throws IOException {
        putZeros(2 * BLOCK_BYTES);
        putZeros((RECORD_BYTES - positionBytes % RECORD_BYTES) % RECORD_BYTES);
        flush();
    }

    private void put(byte[] bytes, int length) throws IOException {
        for (int done = 0; done < length; ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(length - done, buffer.remaining());
            buffer.put(bytes, done, part);
            done += part;
        }
        positionBytes += length;
    }

    private void flush() throws IOException {
        buffer.flip();
        BlockingWrite.run(channel, buffer);
        buffer.clear();
    }
}
