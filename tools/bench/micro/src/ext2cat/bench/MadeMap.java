// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import ext2cat.bio.BioSubmitter;
import ext2cat.bio.DeviceSubmitter;
import ext2cat.device.BlockDevice;
import ext2cat.map.BlockMap;
import ext2cat.map.BlockRange;
import ext2cat.map.BufferCache;
import ext2cat.mpage.GetBlock;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The map of a file of {@code blocks} blocks of 4 KiB, and the indirect blocks that it needs, in
 * memory. Data lies from block {@link #FIRST_DATA} on, {@code step} blocks from one to the next:
 * adjacent with 1, with no two neighbours with 2.
 */
final class MadeMap {

    static final int BLOCK_SIZE_BYTES = 4096;
    static final int BLOCK_BITS = 12;
    static final int POINTERS = BLOCK_SIZE_BYTES / Integer.BYTES;
    static final long FIRST_DATA = 1 << 20;

    /** Enough for all indirect blocks of the files here. */
    private static final long CACHE_BYTES = 64 << 20;

    private final int step;
    private final List<byte[]> tables = new ArrayList<>();
    private final long[] pointers = new long[BlockMap.N_BLOCKS];

    MadeMap(long blocks, int step) {
        this.step = step;
        for (int slot = 0; slot < BlockMap.NDIR_BLOCKS; slot++) {
            pointers[slot] = dataBlock(slot);
        }
        long first = BlockMap.NDIR_BLOCKS;
        for (int level = 1; level <= 3 && first < blocks; level++) {
            pointers[BlockMap.NDIR_BLOCKS + level - 1] = table(level, first, blocks);
            first += blocksBehind(level);
        }
    }

    /** The mapper of the file; its cache holds every table after the first walk. */
    GetBlock mapper() {
        BlockDevice device = new MemoryDevice(tables);
        BioSubmitter submitter = new DeviceSubmitter(device, BLOCK_SIZE_BYTES);
        BufferCache cache = new BufferCache(submitter, BLOCK_SIZE_BYTES, CACHE_BYTES);
        return new BlockMap(11, pointers, cache, new BlockRange(1, 1L << 32)).getBlock();
    }

    private long dataBlock(long fileBlock) {
        return FIRST_DATA + fileBlock * step;
    }

    private static long blocksBehind(int level) {
        long blocks = POINTERS;
        for (int i = 1; i < level; i++) {
            blocks *= POINTERS;
        }
        return blocks;
    }

    private long table(int level, long firstFileBlock, long endBlock) {
        ByteBuffer table = ByteBuffer.allocate(BLOCK_SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        tables.add(table.array());
        int number = tables.size(); // block 0 is none
        long each = level == 1 ? 1 : blocksBehind(level - 1);
        for (int i = 0; i < POINTERS && firstFileBlock + i * each < endBlock; i++) {
            long covered = firstFileBlock + i * each;
            long pointer = level == 1 ? dataBlock(covered) : table(level - 1, covered, endBlock);
            table.putInt(i * Integer.BYTES, (int) pointer);
        }
        return number;
    }

    /** A device that has only the tables: the first one is block 1. */
    private record MemoryDevice(List<byte[]> blocks) implements BlockDevice {

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public long sizeBytes() {
            return (blocks.size() + 1L) * BLOCK_SIZE_BYTES;
        }

        @Override
        public void read(long positionBytes, MemorySegment destination) {
            byte[] block = blocks.get((int) (positionBytes / BLOCK_SIZE_BYTES) - 1);
            destination.copyFrom(MemorySegment.ofArray(block));
        }

        @Override
        public void close() {}
    }
}
