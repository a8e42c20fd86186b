// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The regions of a VHDX file, by a table of 64 KiB that stands at 192 and once more at 256 KiB: a
 * header of 16 bytes, then 32 for each region.
 *
 * @param blocks the table of blocks
 * @param metadata the facts of the disk
 */
record VhdxRegions(Region blocks, Region metadata) {

    private static final int TABLE_BYTES = 64 << 10;
    private static final long[] PLACES = {192 << 10, 256 << 10};
    private static final byte[] SIGNATURE = "regi".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_AT = 16;
    private static final int ENTRY_BYTES = 32;
    private static final int MOST_ENTRIES = (TABLE_BYTES - FIRST_AT) / ENTRY_BYTES;

    private static final VhdxGuid BLOCKS = VhdxGuid.ofBytes("6677c22d23f600429d64115e9bfd4a08");
    private static final VhdxGuid METADATA = VhdxGuid.ofBytes("06a27c8b90479a4bb8fe575f050f886e");

    /**
     * A part of the file.
     *
     * @param atBytes where it begins
     * @param lengthBytes how long it is
     */
    record Region(long atBytes, long lengthBytes) {}

    static VhdxRegions read(BlockDevice file) throws IOException {
        for (long place : PLACES) {
            byte[] table = Head.at(file, place, TABLE_BYTES);
            if (VhdxHeader.isWhole(table, TABLE_BYTES, SIGNATURE)) {
                return decode(file, table);
            }
        }
        throw new WrongContainerException(
                file,
                "neither VHDX region table, at bytes 196608 and 262144, has the right checksum");
    }

    private static VhdxRegions decode(BlockDevice file, byte[] table) throws IOException {
        long count = Head.number(table, 8, 4);
        if (count > MOST_ENTRIES) {
            throw new WrongContainerException(
                    file, "the VHDX region table has %d entries".formatted(count));
        }
        Map<VhdxGuid, Region> regions = new HashMap<>();
        for (int at = FIRST_AT; at < FIRST_AT + count * ENTRY_BYTES; at += ENTRY_BYTES) {
            VhdxGuid guid = VhdxGuid.at(table, at);
            boolean isRequired = (Head.number(table, at + 28, 4) & 1) != 0;
            if (isRequired && !guid.equals(BLOCKS) && !guid.equals(METADATA)) {
                throw new UnsupportedContainerException(file, "an unknown VHDX region is needed");
            }
            regions.put(
                    guid,
                    new Region(Head.number(table, at + 16, 8), Head.number(table, at + 24, 4)));
        }
        return new VhdxRegions(
                region(file, regions, BLOCKS, "block table"),
                region(file, regions, METADATA, "metadata"));
    }

    private static Region region(
            BlockDevice file, Map<VhdxGuid, Region> regions, VhdxGuid guid, String what)
            throws IOException {
        Region region = regions.get(guid);
        if (region == null) {
            throw new WrongContainerException(file, "VHDX: there is no region of the " + what);
        }
        // The first 1 MiB belongs to the headers.
        if (region.atBytes < 1 << 20 || region.atBytes % (1 << 20) != 0) {
            throw new WrongContainerException(
                    file,
                    "VHDX: the region of the %s begins at byte %d, not at a multiple of 1 MiB"
                            .formatted(what, region.atBytes));
        }
        return region;
    }
}
