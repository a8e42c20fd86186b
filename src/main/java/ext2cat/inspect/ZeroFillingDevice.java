// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.device.BlockDevice;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The device of a volume that gives zeros for each block that cannot be read, and has all blocks
 * that the superblock speaks of: after the end of an image that is cut off there are zeros.
 */
final class ZeroFillingDevice implements BlockDevice {

    private final BlockDevice device;
    private final long sizeBytes;
    private final int blockBits;
    private long lostBlocks;
    private long lastLost = -1;
    private Optional<IOException> first = Optional.empty();

    ZeroFillingDevice(Volume volume) {
        this.device = volume.device();
        this.blockBits = volume.blockBits();
        // Below 2^48 blocks of at most 2^16 bytes; a larger count was refused.
        this.sizeBytes = volume.superblock().blocksCount() << blockBits;
    }

    /** How many blocks were read as zeros. */
    long lostBlocks() {
        return lostBlocks;
    }

    /** Why the first of them was. */
    Optional<IOException> first() {
        return first;
    }

    @Override
    public String name() {
        return device.name();
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Reads all at once if that works, else block by block. */
    @Override
    public void read(long positionBytes, MemorySegment destination) {
        try {
            device.read(positionBytes, destination);
        } catch (IOException e) {
            readBlocks(positionBytes, destination, e);
        }
    }

    private void readBlocks(long positionBytes, MemorySegment destination, IOException why) {
        long end = positionBytes + destination.byteSize();
        for (long at = positionBytes; at < end; ) {
            long block = at >> blockBits;
            long next = Math.min(end, block + 1 << blockBits);
            MemorySegment part = destination.asSlice(at - positionBytes, next - at);
            try {
                device.read(at, part);
            } catch (IOException _) {

                part.fill((byte) 0);
                lost(block, why);
            }
            at = next;
        }
    }

    /** Counts a block once, though it may be read in two parts. */
    private void lost(long block, IOException why) {
        first = first.or(() -> Optional.of(why));
        if (block != lastLost) {
            lostBlocks++;
            lastLost = block;
        }
    }

    /** Leaves the device of the volume open. */
    @Override
    public void close() {}
}
