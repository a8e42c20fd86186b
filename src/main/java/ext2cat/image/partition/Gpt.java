// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.Head;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The GUID partition table: a header in sector 1 and the entries it leads to, and a copy of both at
 * the end of the disk (UEFI Specification, 5.3). The copy is used where the first is damaged.
 */
final class Gpt {

    private static final byte[] MAGIC = "EFI PART".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 92;
    private static final int HEADER_SIZE_AT = 12;
    private static final int HEADER_CRC_AT = 16;
    private static final int OTHER_HEADER_AT = 32;
    private static final int ENTRIES_SECTOR_AT = 72;
    private static final int ENTRY_COUNT_AT = 80;
    private static final int ENTRY_SIZE_AT = 84;
    private static final int ENTRIES_CRC_AT = 88;

    private static final int ENTRY_BYTES = 128;
    private static final int NAME_AT = 56;

    /** A table has 128 entries, 16 KiB; a larger one is read up to here. */
    private static final int MOST_ENTRIES_BYTES = 1 << 20;

    private final BlockDevice disk;
    private final int sectorBytes;
    private final List<String> warnings = new ArrayList<>();

    private Gpt(BlockDevice disk, int sectorBytes) {
        this.disk = disk;
        this.sectorBytes = sectorBytes;
    }

    /** The table of a disk: the first of its copies that is whole, or else what there is. */
    static Optional<PartitionTable> of(BlockDevice disk) throws IOException {
        for (int sectorBytes : PartitionTable.SECTOR_SIZES) {
            Optional<PartitionTable> table = new Gpt(disk, sectorBytes).read();
            if (table.isPresent()) {
                return table;
            }
        }
        return Optional.empty();
    }

    private Optional<PartitionTable> read() throws IOException {
        long lastSector = disk.sizeBytes() / sectorBytes - 1;
        Optional<Copy> first = copy(1);
        if (first.isPresent() && first.get().isWhole()) {
            return Optional.of(table(first.get()));
        }
        Optional<Copy> last = lastSector > 1 ? copy(lastSector) : Optional.empty();
        if (last.isEmpty() && first.isPresent()) {
            last = copy(first.get().otherHeader());
        }
        if (last.isPresent() && last.get().isWhole()) {
            warnings.add(
                    "the GPT at the disk's start is damaged%s; its copy at the end is used"
                            .formatted(first.map(it -> " (" + it.damage() + ")").orElse("")));
            return Optional.of(table(last.get()));
        }
        first.ifPresent(it -> warnings.add("the GPT is damaged (%s)".formatted(it.damage())));
        return first.map(this::table);
    }

    /** The header in a sector and its entries; empty if there is no header. */
    private Optional<Copy> copy(long sector) throws IOException {
        if (sector < 0 || sector > disk.sizeBytes() / sectorBytes) {
            return Optional.empty();
        }
        byte[] header = Head.at(disk, sector * sectorBytes, sectorBytes);
        if (header.length < HEADER_BYTES || !Head.has(header, 0, MAGIC)) {
            return Optional.empty();
        }
        long entriesSector = Head.number(header, ENTRIES_SECTOR_AT, 8);
        long count = Head.number(header, ENTRY_COUNT_AT, 4);
        long sizeBytes = Head.number(header, ENTRY_SIZE_AT, 4);
        boolean sensible =
                sizeBytes >= ENTRY_BYTES
                        && entriesSector > 0
                        && entriesSector < disk.sizeBytes() / sectorBytes;
        // The cast is safe: at most MOST_ENTRIES_BYTES. No overflow: both have 32 bits.
        byte[] entries =
                sensible
                        ? Head.at(
                                disk,
                                entriesSector * sectorBytes,
                                (int) Math.min(count * sizeBytes, MOST_ENTRIES_BYTES))
                        : new byte[0];
        return Optional.of(new Copy(header, entries));
    }

    private PartitionTable table(Copy copy) {
        List<DiskPartition> found = new ArrayList<>();
        // The cast is safe where there are entries: they have at most 1 MiB.
        int sizeBytes = (int) Head.number(copy.header(), ENTRY_SIZE_AT, 4);
        for (int at = 0; at + ENTRY_BYTES <= copy.entries().length; at += sizeBytes) {
            partition(at / sizeBytes + 1, copy.entries(), at).ifPresent(found::add);
        }
        return new PartitionTable("GPT", sectorBytes, found, warnings);
    }

    private Optional<DiskPartition> partition(int number, byte[] entries, int at) {
        UUID type = uuid(entries, at);
        if (type.getMostSignificantBits() == 0 && type.getLeastSignificantBits() == 0) {
            return Optional.empty();
        }
        long first = Head.number(entries, at + 32, 8);
        long last = Head.number(entries, at + 40, 8);
        long sectors = Math.ceilDiv(disk.sizeBytes(), sectorBytes);
        if (first < 0 || last < first) {
            warnings.add(
                    "partition %d reaches from sector %s to sector %s"
                            .formatted(
                                    number,
                                    Long.toUnsignedString(first),
                                    Long.toUnsignedString(last)));
            return Optional.empty();
        }
        if (first >= sectors) {
            warnings.add(
                    "partition %d begins in sector %d; the disk has %d sectors"
                            .formatted(number, first, sectors));
            return Optional.empty();
        }
        if (last >= sectors) {
            warnings.add(
                    "partition %d ends in sector %d; the disk has %d sectors"
                            .formatted(number, last, sectors));
        }
        long startBytes = first * sectorBytes;
        // No overflow: the smaller of two, one of which is the disk's.
        long endBytes = Math.min((Math.min(last, sectors) + 1) * sectorBytes, disk.sizeBytes());
        return Optional.of(
                new DiskPartition(
                        number,
                        PartitionType.ofGpt(type),
                        name(entries, at + NAME_AT),
                        uuid(entries, at + 16).toString(),
                        startBytes,
                        endBytes - startBytes));
    }

    /** 36 characters of UTF-16, the last ones NUL. */
    private static String name(byte[] entries, int at) {
        String name = new String(entries, at, ENTRY_BYTES - NAME_AT, StandardCharsets.UTF_16LE);
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }

    /** The first three numbers of a GUID are little-endian, the rest is bytes. */
    private static UUID uuid(byte[] bytes, int at) {
        long most =
                Head.number(bytes, at, 4) << 32
                        | Head.number(bytes, at + 4, 2) << 16
                        | Head.number(bytes, at + 6, 2);
        return new UUID(most, Head.bigEndian(bytes, at + 8, 8));
    }

    /**
     * One of the two.
     *
     * @param header its sector
     * @param entries those that the header leads to, as far as they make sense and are there
     */
    private record Copy(byte[] header, byte[] entries) {

        long otherHeader() {
            return Head.number(header, OTHER_HEADER_AT, 8);
        }

        boolean isWhole() {
            return damage().isEmpty();
        }

        /** What is wrong with it; empty if nothing is. */
        String damage() {
            long sizeBytes = Head.number(header, HEADER_SIZE_AT, 4);
            if (sizeBytes < HEADER_BYTES || sizeBytes > header.length) {
                return "its header has %d bytes".formatted(sizeBytes);
            }
            // The cast is safe: at most a sector.
            byte[] summed = Arrays.copyOf(header, (int) sizeBytes);
            Arrays.fill(summed, HEADER_CRC_AT, HEADER_CRC_AT + 4, (byte) 0);
            if (crc(summed) != Head.number(header, HEADER_CRC_AT, 4)) {
                return "the checksum of its header is wrong";
            }
            if (entries.length == 0 || crc(entries) != Head.number(header, ENTRIES_CRC_AT, 4)) {
                return "the checksum of its entries is wrong";
            }
            return "";
        }

        private static long crc(byte[] bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return crc.getValue();
        }
    }
}
