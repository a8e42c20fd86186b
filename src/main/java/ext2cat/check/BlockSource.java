// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the blocks that are checked, past the buffer cache: most are looked at once. */
final class BlockSource {

    private final Volume volume;
    private final long blocksOnDevice;

    BlockSource(Volume volume) {
        this.volume = volume;
        this.blocksOnDevice =
                Math.min(
                        volume.layout().blocksCount(),
                        volume.device().sizeBytes() >> volume.blockBits());
    }

    /** Whether the device, which may be cut off, has the whole block. */
    boolean isOnDevice(long block) {
        return block >= 0 && block < blocksOnDevice;
    }

    /** How many whole blocks of the file system the device has. */
    long blocksOnDevice() {
        return blocksOnDevice;
    }

    /** Reads a block. */
    ByteBuffer read(long block, BlockUse use) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(volume.blockSizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        volume.readBlocks(block, 1, use, bytes.array());
        return bytes;
    }
}
