// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The disks of Virtual PC (VHD), in big-endian order. The last 512 bytes of the file, its footer,
 * say what it is. A fixed disk is the disk with that footer; a dynamic one begins with a copy of
 * it, then come a header and a table of 4 bytes for each block of the disk (2 MiB). Each block that
 * is stored follows a bitmap of the sectors that were ever written; in those that were not, the
 * block has zeros.
 */
public final class Vhd implements Container {

    private static final int FOOTER_BYTES = 512;
    private static final int HEADER_BYTES = 1024;
    private static final byte[] COOKIE = "conectix".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEADER_COOKIE = "cxsparse".getBytes(StandardCharsets.US_ASCII);
    private static final int FOOTER_SUM_AT = 64;
    private static final int HEADER_SUM_AT = 36;
    private static final int FIXED = 2;
    private static final int DYNAMIC = 3;
    private static final int DIFFERENCING = 4;

    /** How it is opened. */
    public Vhd() {}

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        byte[] last = Head.ofEnd(device, FOOTER_BYTES);
        byte[] first = Head.of(device, FOOTER_BYTES);
        boolean isVhd = Head.has(last, 0, COOKIE) || Head.has(first, 0, COOKIE);
        return isVhd ? Optional.of(disk(device, footer(device, last, first))) : Optional.empty();
    }

    /** The one of both whose checksum is right: a file that was cut off has the copy only. */
    private static byte[] footer(BlockDevice device, byte[] last, byte[] first) throws IOException {
        for (byte[] footer : List.of(last, first)) {
            if (footer.length == FOOTER_BYTES
                    && Head.has(footer, 0, COOKIE)
                    && sum(footer, FOOTER_SUM_AT) == Head.bigEndian(footer, FOOTER_SUM_AT, 4)) {
                return footer;
            }
        }
        throw new WrongContainerException(device, "the checksum of the VHD footer is wrong");
    }

    private static BlockDevice disk(BlockDevice device, byte[] footer) throws IOException {
        long sizeBytes = Head.bigEndian(footer, 48, 8);
        int type = (int) Head.bigEndian(footer, 60, 4);
        return switch (type) {
            case FIXED -> {
                if (sizeBytes < 0 || sizeBytes > device.sizeBytes() - FOOTER_BYTES) {
                    throw new WrongContainerException(
                            device,
                            "VHD footer: the disk has %d bytes, which are not before the footer"
                                    .formatted(sizeBytes));
                }
                yield Partition.of(device, 0, sizeBytes);
            }
            case DYNAMIC, DIFFERENCING -> {
                byte[] header = header(device, Head.bigEndian(footer, 16, 8));
                if (type == DIFFERENCING) {
                    throw differencing(device, header);
                }
                DiskMap map = new JoinedRuns(blocks(device, header, sizeBytes));
                yield new VirtualDisk(device.name(), sizeBytes, map, List.of(device));
            }
            default ->
                    throw new UnsupportedContainerException(
                            device, "VHD disks of type %d are not supported".formatted(type));
        };
    }

    private static UnsupportedContainerException differencing(BlockDevice device, byte[] header) {
        String parent = new String(header, 64, 512, StandardCharsets.UTF_16BE).split("\0", 2)[0];
        return new UnsupportedContainerException(
                device,
                "a differencing VHD holds only what differs from its parent, '%s'; merge them first"
                        .formatted(parent));
    }

    private static byte[] header(BlockDevice device, long atBytes) throws IOException {
        device.requireInside(atBytes, HEADER_BYTES);
        byte[] header = Head.at(device, atBytes, HEADER_BYTES);
        if (!Head.has(header, 0, HEADER_COOKIE)
                || sum(header, HEADER_SUM_AT) != Head.bigEndian(header, HEADER_SUM_AT, 4)) {
            throw new WrongContainerException(
                    device,
                    "there is no whole VHD header at byte %d, or its checksum is wrong"
                            .formatted(atBytes));
        }
        return header;
    }

    private static DiskMap blocks(BlockDevice device, byte[] header, long sizeBytes)
            throws IOException {
        long tableAt = Head.bigEndian(header, 16, 8);
        long blocks = Head.bigEndian(header, 28, 4);
        long blockBytes = Head.bigEndian(header, 32, 4);
        WrongContainerException.unless(
                blockBytes >= 512 && Long.bitCount(blockBytes) == 1,
                device,
                "VHD header: the block size",
                blockBytes,
                "a power of two from 512 on");
        WrongContainerException.unless(
                sizeBytes >= 0 && sizeBytes <= blocks * blockBytes,
                device,
                "VHD header: the disk size",
                sizeBytes,
                "that of its %d blocks at most".formatted(blocks));
        device.requireInside(tableAt, 0);
        WrongContainerException.unless(
                tableAt % 4 == 0,
                device,
                "VHD header: the table position",
                tableAt,
                "a multiple of 4");
        // A bit for each sector of 512 bytes, in whole sectors.
        long bitmapBytes = Math.max(blockBytes / 512 / 8, 1) + 511 & ~511L;
        TablePages tables = new TablePages(device, ByteOrder.BIG_ENDIAN);
        return new Blocks(device, tables, tableAt, blockBytes, bitmapBytes);
    }

    /** The ones' complement of the sum of all bytes but those of the checksum. */
    private static long sum(byte[] bytes, int sumAt) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += i < sumAt || i >= sumAt + 4 ? Byte.toUnsignedInt(bytes[i]) : 0;
        }
        return Integer.toUnsignedLong(~sum);
    }

    private record Blocks(
            BlockDevice file, TablePages tables, long tableAt, long blockBytes, long bitmapBytes)
            implements DiskMap {

        private static final long ABSENT = 0xffff_ffffL;

        @Override
        public DiskRun at(long positionBytes, long mostBytes) throws IOException {
            long from = positionBytes % blockBytes;
            long lengthBytes = Math.min(mostBytes, blockBytes - from);
            long sector = tables.int32(tableAt + positionBytes / blockBytes * Integer.BYTES);
            if (sector == ABSENT) {
                return new DiskRun.Zeros(lengthBytes);
            }
            if (sector == 0) {
                throw new WrongContainerException(
                        file,
                        "VHD table: the block of byte %d lies at sector 0, which is the footer"
                                .formatted(positionBytes));
            }
            return new DiskRun.Stored(file, sector * 512 + bitmapBytes + from, lengthBytes);
        }

        @Override
        public List<String> facts() {
            return List.of("dynamic VHD, blocks of %d bytes".formatted(blockBytes));
        }
    }
}
