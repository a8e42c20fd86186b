// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The disks of VirtualBox (VDI, version 1): a header of 512 bytes in little-endian order, a table
 * of 4 bytes for each block of the disk (1 MiB), and the blocks, in the order in which they were
 * written first.
 */
public final class Vdi implements Container {

    private static final int SIGNATURE_AT = 0x40;
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("7f10dabe");
    private static final int HEADER_BYTES = 512;

    /** How it is opened. */
    public Vdi() {}

    /** What the header says of an image: of each kind but the first two, one is no whole disk. */
    private enum Kind {
        DYNAMIC,
        STATIC,
        UNDO,
        DIFFERENCING
    }

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        byte[] header = Head.of(device, HEADER_BYTES);
        if (!Head.has(header, SIGNATURE_AT, SIGNATURE)) {
            return Optional.empty();
        }
        if (header.length < HEADER_BYTES) {
            throw new WrongContainerException(device, "there is no whole VDI header");
        }
        long version = Head.number(header, 0x46, 2);
        if (version != 1) {
            throw new UnsupportedContainerException(
                    device, "VDI version %d is not supported; 1 is".formatted(version));
        }
        requireWhole(device, header);
        long sizeBytes = Head.number(header, 0x170, 8);
        long blockBytes = Head.number(header, 0x178, 4);
        long blocks = Head.number(header, 0x180, 4);
        WrongContainerException.unless(
                blockBytes >= 512 && Long.bitCount(blockBytes) == 1,
                device,
                "VDI header: the block size",
                blockBytes,
                "a power of two from 512 on");
        WrongContainerException.unless(
                sizeBytes >= 0 && sizeBytes <= blocks * blockBytes,
                device,
                "VDI header: the disk size",
                sizeBytes,
                "that of its %d blocks at most".formatted(blocks));
        DiskMap map =
                new Blocks(
                        device,
                        new TablePages(device, ByteOrder.LITTLE_ENDIAN),
                        tableAt(device, header),
                        Head.number(header, 0x158, 4),
                        blockBytes,
                        Head.number(header, 0x17c, 4),
                        blocks);
        return Optional.of(
                new VirtualDisk(device.name(), sizeBytes, new JoinedRuns(map), List.of(device)));
    }

    private static void requireWhole(BlockDevice device, byte[] header) throws IOException {
        long number = Head.number(header, 0x4c, 4);
        WrongContainerException.unless(
                number >= 1 && number <= 4, device, "VDI header: the image type", number, "1 to 4");
        Kind kind = Kind.values()[(int) number - 1];
        // uuidParent names the disk below, in an image of any type.
        boolean hasParent =
                Head.number(header, 0x1b8, 8) != 0 || Head.number(header, 0x1c0, 8) != 0;
        if (kind == Kind.UNDO || kind == Kind.DIFFERENCING || hasParent) {
            throw new UnsupportedContainerException(
                    device,
                    "%s VDI image holds only what differs from another disk; merge them with"
                                    .formatted(kind == Kind.UNDO ? "an undo" : "a differencing")
                            + " 'VBoxManage clonemedium'");
        }
    }

    private static long tableAt(BlockDevice device, byte[] header) throws IOException {
        long tableAt = Head.number(header, 0x154, 4);
        WrongContainerException.unless(
                tableAt % 4 == 0,
                device,
                "VDI header: the table position",
                tableAt,
                "a multiple of 4");
        return tableAt;
    }

    /**
     * Where the blocks are.
     *
     * @param tableAt where their table is
     * @param dataAt where the first one is
     * @param extraBytes what stands before the data of each
     * @param blocks how many there are
     */
    private record Blocks(
            BlockDevice file,
            TablePages tables,
            long tableAt,
            long dataAt,
            long blockBytes,
            long extraBytes,
            long blocks)
            implements DiskMap {

        /** Entries from here on mean that a block was never written, or was discarded. */
        private static final long ABSENT = 0xffff_fffeL;

        @Override
        public DiskRun at(long positionBytes, long mostBytes) throws IOException {
            long from = positionBytes % blockBytes;
            long lengthBytes = Math.min(mostBytes, blockBytes - from);
            long block = positionBytes / blockBytes;
            long entry = tables.int32(tableAt + block * Integer.BYTES);
            if (entry >= ABSENT) {
                return new DiskRun.Zeros(lengthBytes);
            }
            if (entry >= blocks) {
                throw new WrongContainerException(
                        file,
                        "VDI table: block %d of the disk is block %d of the file, of %d"
                                .formatted(block, entry, blocks));
            }
            // No overflow: 32 bits times at most 33.
            long blockAt = dataAt + entry * (blockBytes + extraBytes);
            return new DiskRun.Stored(file, blockAt + extraBytes + from, lengthBytes);
        }

        @Override
        public List<String> facts() {
            return List.of("VDI, blocks of %d bytes".formatted(blockBytes));
        }
    }
}
