// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The facts of a VHDX disk: a table of 64 KiB (a header and entries of 32 bytes each) that says
 * where in the region each item is.
 *
 * @param sizeBytes the size of the disk
 * @param blockBytes the size of a block, a power of two from 1 to 256 MiB
 * @param sectorBytes the size of a sector, 512 or 4096
 */
record VhdxMetadata(long sizeBytes, int blockBytes, int sectorBytes) {

    private static final int TABLE_BYTES = 64 << 10;
    private static final byte[] SIGNATURE = "metadata".getBytes(StandardCharsets.US_ASCII);
    private static final int ENTRY_BYTES = 32;
    private static final int MOST_ENTRIES = TABLE_BYTES / ENTRY_BYTES - 1;
    private static final long MOST_SIZE_BYTES = 64L << 40;

    private static final VhdxGuid PARAMETERS = VhdxGuid.ofBytes("3767a1ca36fa434db3b633f0aa44e76b");
    private static final VhdxGuid SIZE = VhdxGuid.ofBytes("2442a52f1bcd7648b2115dbed83bf4b8");
    private static final VhdxGuid SECTOR = VhdxGuid.ofBytes("1dbf41816fa90947ba47f233a8faab5f");

    /** A flag of the parameters: the disk differs from a parent. */
    private static final int HAS_PARENT = 1 << 1;

    static VhdxMetadata read(BlockDevice file, VhdxRegions.Region region) throws IOException {
        byte[] table = Head.at(file, region.atBytes(), TABLE_BYTES);
        if (table.length < TABLE_BYTES || !Head.has(table, 0, SIGNATURE)) {
            throw new WrongContainerException(
                    file, "there is no VHDX metadata table at byte %d".formatted(region.atBytes()));
        }
        byte[] parameters = item(file, region, table, PARAMETERS, 8);
        long blockBytes = Head.number(parameters, 0, 4);
        require(
                file,
                blockBytes >= 1 << 20 && blockBytes <= 256 << 20 && Long.bitCount(blockBytes) == 1,
                "block size",
                blockBytes);
        if ((Head.number(parameters, 4, 4) & HAS_PARENT) != 0) {
            throw new UnsupportedContainerException(
                    file,
                    "a differencing VHDX holds only what differs from its parent; merge them"
                            + " first");
        }
        long sizeBytes = Head.number(item(file, region, table, SIZE, 8), 0, 8);
        require(file, sizeBytes >= 0 && sizeBytes <= MOST_SIZE_BYTES, "disk size", sizeBytes);
        long sectorBytes = Head.number(item(file, region, table, SECTOR, 4), 0, 4);
        require(file, sectorBytes == 512 || sectorBytes == 4096, "sector size", sectorBytes);
        return new VhdxMetadata(sizeBytes, (int) blockBytes, (int) sectorBytes);
    }

    /** How many blocks the disk has. */
    long blocks() {
        return (sizeBytes + blockBytes - 1) / blockBytes;
    }

    private static byte[] item(
            BlockDevice file, VhdxRegions.Region region, byte[] table, VhdxGuid guid, int bytes)
            throws IOException {
        long count = Math.min(Head.number(table, 10, 2), MOST_ENTRIES);
        for (int at = ENTRY_BYTES; at < (count + 1) * ENTRY_BYTES; at += ENTRY_BYTES) {
            if (VhdxGuid.at(table, at).equals(guid)) {
                // No overflow: the region begins inside the file.
                long itemAt = region.atBytes() + Head.number(table, at + 16, 4);
                file.requireInside(itemAt, bytes);
                return Head.at(file, itemAt, bytes);
            }
        }
        throw new WrongContainerException(file, "VHDX metadata: a required item is missing");
    }

    private static void require(BlockDevice file, boolean holds, String field, long value)
            throws IOException {
        if (!holds) {
            throw new WrongContainerException(
                    file, "VHDX metadata: the %s is %d, which none has".formatted(field, value));
        }
    }
}
