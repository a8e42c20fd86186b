// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.Head;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the partitions of a disk begin.
 *
 * @param kind what the table is called
 * @param extAtBytes the positions at which an ext2, ext3 or ext4 file system begins
 */
record PartitionTable(String kind, List<Long> extAtBytes) {

    private static final int SECTOR_BYTES = 512;
    private static final int LARGE_SECTOR_BYTES = 4096;
    private static final byte[] GPT_MAGIC = "EFI PART".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MBR_MAGIC = HexFormat.of().parseHex("55aa");
    private static final byte[] EXT_MAGIC = HexFormat.of().parseHex("53ef");

    /** Where s_magic stands, from the begin of a file system. */
    private static final int EXT_MAGIC_AT = 1024 + 56;

    private static final int MBR_MAGIC_AT = 510;
    private static final int MBR_ENTRIES_AT = 446;
    private static final int MBR_ENTRY_BYTES = 16;
    private static final int MBR_ENTRIES = 4;

    /** A GPT has 128 entries, and a chain of logical partitions is hardly longer. */
    private static final int MOST_PARTITIONS = 128;

    /** The table in a device's first sectors, if there is one. */
    static Optional<PartitionTable> of(BlockDevice device) throws IOException {
        for (int sectorBytes : new int[] {SECTOR_BYTES, LARGE_SECTOR_BYTES}) {
            byte[] header = Head.at(device, sectorBytes, SECTOR_BYTES);
            if (header.length == SECTOR_BYTES && Head.has(header, 0, GPT_MAGIC)) {
                return Optional.of(
                        new PartitionTable("a GPT", ext(device, gpt(device, header, sectorBytes))));
            }
        }
        List<Long> starts = mbr(device);
        return starts.isEmpty()
                ? Optional.empty()
                : Optional.of(new PartitionTable("an MBR partition table", ext(device, starts)));
    }

    /** What it is, and what to do about it. */
    String sentence() {
        if (extAtBytes.isEmpty()) {
            return "a disk with %s, and no ext2, ext3 or ext4 file system begins at a partition"
                    .formatted(kind);
        }
        return "a disk with %s; ext2 begins at byte %s (--offset %d)"
                .formatted(
                        kind,
                        extAtBytes.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        extAtBytes.getFirst());
    }

    private static List<Long> gpt(BlockDevice device, byte[] header, int sectorBytes)
            throws IOException {
        long entriesAt = Head.number(header, 72, 8) * sectorBytes;
        long count = Head.number(header, 80, 4);
        long entryBytes = Head.number(header, 84, 4);
        List<Long> starts = new ArrayList<>();
        for (long i = 0; i < Math.min(count, MOST_PARTITIONS); i++) {
            byte[] firstSector = Head.at(device, entriesAt + i * entryBytes + 32, 8);
            if (firstSector.length == 8) {
                starts.add(Head.number(firstSector, 0, 8) * sectorBytes);
            }
        }
        return starts;
    }

    /** The begins of the partitions of an MBR, and of the logical ones in its extended one. */
    private static List<Long> mbr(BlockDevice device) throws IOException {
        List<Long> starts = new ArrayList<>();
        long extendedAt = 0;
        long tableAt = 0;
        for (int tables = 0; tables < MOST_PARTITIONS; tables++) {
            byte[] sector = Head.at(device, tableAt, SECTOR_BYTES);
            if (!Head.has(sector, MBR_MAGIC_AT, MBR_MAGIC) || !isTable(sector)) {
                break;
            }
            long nextAt = 0;
            for (int i = 0; i < MBR_ENTRIES; i++) {
                int entry = MBR_ENTRIES_AT + i * MBR_ENTRY_BYTES;
                long start = Head.number(sector, entry + 8, 4) * SECTOR_BYTES;
                switch (Byte.toUnsignedInt(sector[entry + 4])) {
                    case 0 -> {}
                    // Extended: its position counts from the first extended partition.
                    case 0x05, 0x0f, 0x85 -> nextAt = extendedAt + start;
                    default -> starts.add(tableAt + start);
                }
            }
            if (nextAt <= tableAt) {
                break;
            }
            extendedAt = extendedAt == 0 ? nextAt : extendedAt;
            tableAt = nextAt;
        }
        return starts;
    }

    /** Boot sectors of file systems end in the same magic number; their entries make no sense. */
    private static boolean isTable(byte[] sector) {
        for (int i = 0; i < MBR_ENTRIES; i++) {
            if ((sector[MBR_ENTRIES_AT + i * MBR_ENTRY_BYTES] & 0x7f) != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Long> ext(BlockDevice device, List<Long> starts) throws IOException {
        List<Long> found = new ArrayList<>();
        for (long start : starts) {
            if (start > 0
                    && start <= device.sizeBytes()
                    && Head.has(Head.at(device, start + EXT_MAGIC_AT, 2), 0, EXT_MAGIC)) {
                found.add(start);
            }
        }
        return found;
    }
}
