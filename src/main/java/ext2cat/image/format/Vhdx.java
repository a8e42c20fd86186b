// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The disks of Hyper-V (VHDX), in little-endian order: two headers, of which the newer counts; two
 * copies of a table of regions; and in these the facts of the disk, and a table of 8 bytes for each
 * of its blocks. What a crash left in the log is replayed in memory.
 */
public final class Vhdx implements Container {

    private static final byte[] SIGNATURE = "vhdxfile".getBytes(StandardCharsets.US_ASCII);

    /** How it is opened. */
    public Vhdx() {}

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        if (!Head.has(Head.of(device, SIGNATURE.length), 0, SIGNATURE)) {
            return Optional.empty();
        }
        VhdxHeader header = VhdxHeader.read(device);
        BlockDevice file = header.hasLog() ? VhdxLog.replayed(device, header) : device;
        VhdxRegions regions = VhdxRegions.read(file);
        VhdxMetadata metadata = VhdxMetadata.read(file, regions.metadata());
        DiskMap map = new JoinedRuns(Blocks.of(file, regions.blocks(), metadata));
        return Optional.of(
                new VirtualDisk(device.name(), metadata.sizeBytes(), map, List.of(device)));
    }

    /**
     * Where the blocks are. After each chunk of entries, as many as map 2^23 sectors, stands one
     * for a bitmap that only differencing disks have: for blocks of 32 MiB and sectors of 512 bytes
     * after each 128.
     */
    private record Blocks(
            BlockDevice file, TablePages tables, long tableAt, long blockBytes, long chunkBlocks)
            implements DiskMap {

        /** The states up to this one have no block: not present, undefined, zero, unmapped. */
        private static final int UNMAPPED = 3;

        private static final int FULLY_PRESENT = 6;

        /** A position in the file is a multiple of 1 MiB; the state is in the lowest 3 bits. */
        private static final long OFFSET = ~0L << 20;

        static Blocks of(BlockDevice file, VhdxRegions.Region region, VhdxMetadata metadata)
                throws IOException {
            // Powers of two: 2^23 sectors are at least 4 GiB, and a block has at most 256 MiB.
            long chunkBlocks = ((long) metadata.sectorBytes() << 23) / metadata.blockBytes();
            long blocks = metadata.blocks();
            long entries = blocks == 0 ? 0 : blocks + (blocks - 1) / chunkBlocks;
            if (entries * Long.BYTES > region.lengthBytes()) {
                throw new WrongContainerException(
                        file,
                        "the VHDX block table has %d bytes, and %d entries are needed"
                                .formatted(region.lengthBytes(), entries));
            }
            TablePages tables = new TablePages(file, ByteOrder.LITTLE_ENDIAN);
            return new Blocks(file, tables, region.atBytes(), metadata.blockBytes(), chunkBlocks);
        }

        @Override
        public DiskRun at(long positionBytes, long mostBytes) throws IOException {
            long block = positionBytes / blockBytes;
            long from = positionBytes % blockBytes;
            long lengthBytes = Math.min(mostBytes, blockBytes - from);
            long entryAt = tableAt + (block + block / chunkBlocks) * Long.BYTES;
            long entry = tables.int64(entryAt);
            int state = (int) entry & 7;
            if (state <= UNMAPPED) {
                return new DiskRun.Zeros(lengthBytes);
            }
            // Headers fill the first 1 MiB, so no block is at 0.
            if (state != FULLY_PRESENT || (entry & OFFSET) == 0) {
                throw new WrongContainerException(
                        file,
                        "the VHDX table entry at byte %d, 0x%016x, is none of a whole disk"
                                .formatted(entryAt, entry));
            }
            return new DiskRun.Stored(file, (entry & OFFSET) + from, lengthBytes);
        }

        @Override
        public List<String> facts() {
            return List.of("VHDX, blocks of %d bytes".formatted(blockBytes));
        }
    }
}
