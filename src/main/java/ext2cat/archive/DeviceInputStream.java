// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A device from front to back, which knows how far it was read and why it could not be. */
final class DeviceInputStream extends InputStream {

    private final BlockDevice device;
    private long positionBytes;
    private Optional<IOException> failure = Optional.empty();

    DeviceInputStream(BlockDevice device) {
        this.device = device;
    }

    /** How many bytes were read. */
    long positionBytes() {
        return positionBytes;
    }

    /** The error of the device itself, however a decoder has worded it. */
    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
        // The cast is safe: at most lengthBytes.
        int readBytes = (int) Math.min(lengthBytes, device.sizeBytes() - positionBytes);
        if (readBytes == 0) {
            return lengthBytes == 0 ? 0 : -1;
        }
        try {
            device.read(positionBytes, MemorySegment.ofArray(buffer).asSlice(offset, readBytes));
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
        positionBytes += readBytes;
        return readBytes;
    }

    @Override
    public long skip(long bytes) {
        long skippedBytes = Math.clamp(bytes, 0, device.sizeBytes() - positionBytes);
        positionBytes += skippedBytes;
        return skippedBytes;
    }
}
