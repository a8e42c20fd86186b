// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.BioDestination;
import ext2cat.device.BlockDevice;
import ext2cat.mpage.Contents;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Contents that the inode itself holds. They have no holes. */
final class InlineContents implements Contents {

    private final Memory memory;

    /**
     * Contents that are in memory already.
     *
     * @param name what they are called in an error
     * @param bytes all of them; not copied
     */
    InlineContents(String name, byte[] bytes) {
        this.memory = new Memory(name, MemorySegment.ofArray(bytes).asReadOnly());
    }

    @Override
    public long sizeBytes() {
        return memory.sizeBytes();
    }

    @Override
    public long nextData(long fromBytes) {
        return Math.min(fromBytes, sizeBytes());
    }

    @Override
    public void read(long startBytes, long endBytes, BioDestination destination)
            throws IOException {
        long end = Math.min(endBytes, sizeBytes());
        if (startBytes < end) {
            destination.read(memory, startBytes, startBytes, end - startBytes);
        }
        destination.flush();
    }

    /** The device that destinations read: the file begins at its first byte. */
    private record Memory(String name, MemorySegment bytes) implements BlockDevice {

        @Override
        public long sizeBytes() {
            return bytes.byteSize();
        }

        @Override
        public void read(long positionBytes, MemorySegment destination) throws IOException {
            requireInside(positionBytes, destination.byteSize());
            destination.copyFrom(bytes.asSlice(positionBytes, destination.byteSize()));
        }

        @Override
        public void close() {}
    }
}
