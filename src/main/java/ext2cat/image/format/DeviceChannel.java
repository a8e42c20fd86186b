// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A device as a channel, for libraries. The device stays open when the channel is closed. */
final class DeviceChannel implements SeekableByteChannel {

    private final BlockDevice device;
    private long positionBytes;
    private boolean isClosed;

    /** Stands at the first byte. */
    DeviceChannel(BlockDevice device) {
        this.device = device;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        long leftBytes = device.sizeBytes() - positionBytes;
        if (leftBytes <= 0) {
            return -1;
        }
        // The cast is safe: it is no more than there is room for.
        int got = (int) Math.min(target.remaining(), leftBytes);
        device.read(positionBytes, MemorySegment.ofBuffer(target).asSlice(0, got));
        target.position(target.position() + got);
        positionBytes += got;
        return got;
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return positionBytes;
    }

    @Override
    public SeekableByteChannel position(long newPositionBytes) throws IOException {
        requireOpen();
        if (newPositionBytes < 0) {
            throw new IllegalArgumentException("position " + newPositionBytes);
        }
        positionBytes = newPositionBytes;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return device.sizeBytes();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long sizeBytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void requireOpen() throws ClosedChannelException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
    }
}
