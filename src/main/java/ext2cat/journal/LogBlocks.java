// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.device.BlockDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * The blocks of a journal, wherever they lie.
 *
 * @param device holds them
 * @param map where each lies on the device
 * @param blockSizeBytes the size of a block
 */
public record LogBlocks(BlockDevice device, GetBlock map, int blockSizeBytes) {

    /**
     * Where a block of the log begins on the device, in bytes.
     *
     * @throws CorruptImageException if it lies nowhere
     */
    public long positionBytes(long block) throws IOException {
        if (map.getBlock(block, 1) instanceof Mapping.Mapped mapped) {
            return mapped.diskBlock() * blockSizeBytes;
        }
        throw new CorruptImageException("journal: its block %d is a hole".formatted(block));
    }

    /**
     * The bytes of a block, big-endian.
     *
     * @throws UnreadableLogException if the device does not give them
     */
    ByteBuffer read(long block) throws IOException {
        byte[] bytes = new byte[blockSizeBytes];
        long position = positionBytes(block);
        try {
            device.read(position, MemorySegment.ofArray(bytes));
        } catch (IOException e) {
            throw new UnreadableLogException(e);
        }
        return ByteBuffer.wrap(bytes);
    }
}
