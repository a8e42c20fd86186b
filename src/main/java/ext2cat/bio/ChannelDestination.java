// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Sends a range of a file to a channel, front to back: the runs as the device can send them, zeros
 * for the holes between them. Call {@link #finish} at the end, for the hole that may be last.
 */
public final class ChannelDestination implements BioDestination {

    private static final int ZEROS_BYTES = 1 << 16;

    private final WritableByteChannel channel;
    private final long endBytes;
    private long positionBytes;
    private ByteBuffer zeros = ByteBuffer.allocate(0);

    /**
     * A way out for the bytes from {@code startBytes} to before {@code endBytes}.
     *
     * @param channel takes the bytes; blocking
     * @param startBytes the file offset of the first byte to send
     * @param endBytes the file offset behind the last byte to send, at most the file's size
     */
    public ChannelDestination(WritableByteChannel channel, long startBytes, long endBytes) {
        this.channel = channel;
        this.positionBytes = startBytes;
        this.endBytes = endBytes;
    }

    /** How far the range has been sent: the file offset of the next byte. */
    public long positionBytes() {
        return positionBytes;
    }

    @Override
    public void read(
            BlockDevice device, long devicePosition, long fileOffsetBytes, long lengthBytes)
            throws IOException {
        long from = Math.max(fileOffsetBytes, positionBytes);
        // Compared before it is added: the last block of the largest file ends behind 2^63 - 1.
        long to =
                lengthBytes < endBytes - fileOffsetBytes ? fileOffsetBytes + lengthBytes : endBytes;
        if (from < to) {
            sendZeros(from);
            device.transferTo(devicePosition + (from - fileOffsetBytes), to - from, channel);
            positionBytes = to;
        }
    }

    @Override
    public void endsBefore(long fileOffsetBytes) throws IOException {
        sendZeros(Math.min(fileOffsetBytes, endBytes));
    }

    /** Sends the zeros of a hole at the end of the range. */
    public void finish() throws IOException {
        sendZeros(endBytes);
    }

    private void sendZeros(long end) throws IOException {
        if (positionBytes == end) {
            return;
        }
        if (zeros.capacity() == 0) {
            zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
        }
        while (positionBytes < end) {
            // At most ZEROS_BYTES, so the narrowing keeps the value.
            zeros.clear().limit((int) Math.min(ZEROS_BYTES, end - positionBytes));
            positionBytes += channel.write(zeros);
        }
    }
}
