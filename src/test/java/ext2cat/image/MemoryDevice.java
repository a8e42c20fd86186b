// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Bytes in memory as a device. */
public record MemoryDevice(byte[] bytes) implements BlockDevice {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public long sizeBytes() {
        return bytes.length;
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        requireInside(positionBytes, destination.byteSize());
        destination.copyFrom(
                MemorySegment.ofArray(bytes).asSlice(positionBytes, destination.byteSize()));
    }

    @Override
    public void close() {}
}
