// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.Head;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The table in a disk's first sector: four primary partitions, one of which may be a chain of more
 * sectors with a logical partition each (drivers of partitions call it "msdos").
 */
final class Mbr {

    private static final byte[] MAGIC = HexFormat.of().parseHex("55aa");
    private static final int MAGIC_AT = 510;
    private static final int TABLE_BYTES = 512;
    private static final int SIGNATURE_AT = 440;
    private static final int ENTRIES_AT = 446;
    private static final int ENTRY_BYTES = 16;
    private static final int ENTRIES = 4;
    private static final int PROTECTIVE = 0xee;

    /** What Linux gives up after: a chain of so many sectors. */
    private static final int MOST_LOGICAL = 100;

    private final BlockDevice disk;
    private final int sectorBytes;
    private final long signature;
    private final List<DiskPartition> found = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Mbr(BlockDevice disk, byte[] table, int sectorBytes) {
        this.disk = disk;
        this.sectorBytes = sectorBytes;
        this.signature = Head.number(table, SIGNATURE_AT, 4);
    }

    /** The table of a disk, if its first sector makes sense as one. */
    static Optional<PartitionTable> of(BlockDevice disk) throws IOException {
        byte[] table = Head.of(disk, TABLE_BYTES);
        if (!isTable(table)) {
            return Optional.empty();
        }
        // The table does not say what it counts in. What lies at the positions does.
        PartitionTable usual = new Mbr(disk, table, TABLE_BYTES).read(table);
        if (isKnown(disk, usual)) {
            return Optional.of(usual);
        }
        for (int sectorBytes : PartitionTable.SECTOR_SIZES) {
            PartitionTable other = new Mbr(disk, table, sectorBytes).read(table);
            if (isKnown(disk, other)) {
                return Optional.of(other);
            }
        }
        return Optional.of(usual);
    }

    private static boolean isKnown(BlockDevice disk, PartitionTable table) throws IOException {
        for (DiskPartition partition : table.partitions()) {
            if (PartitionContent.isExt(disk, partition.startBytes())) {
                return true;
            }
        }
        return false;
    }

    /** Boot sectors of file systems end in the same magic number; their entries make no sense. */
    private static boolean isTable(byte[] table) {
        if (!Head.has(table, MAGIC_AT, MAGIC)) {
            return false;
        }
        boolean anyUsed = false;
        for (int i = 0; i < ENTRIES; i++) {
            Entry entry = Entry.of(table, i);
            if (!entry.hasSensibleFlag()) {
                return false;
            }
            anyUsed |= entry.isUsed();
        }
        return anyUsed;
    }

    private PartitionTable read(byte[] table) throws IOException {
        long extended = 0;
        for (int i = 0; i < ENTRIES; i++) {
            Entry entry = Entry.of(table, i);
            if (entry.isUsed() && entry.isExtended()) {
                extended = extended == 0 ? entry.start() : extended;
            } else if (entry.isUsed() && entry.type() != PROTECTIVE) {
                add(i + 1, entry.type(), entry.start(), entry.sectors());
            }
        }
        if (extended != 0) {
            readLogical(extended);
        }
        found.sort((a, b) -> Integer.compare(a.number(), b.number()));
        return new PartitionTable("MBR", sectorBytes, found, warnings);
    }

    /** Each sector of the chain has one partition, and leads to the next sector. */
    private void readLogical(long extended) throws IOException {
        int number = ENTRIES + 1;
        List<Long> passed = new ArrayList<>();
        for (long at = extended; at != 0; ) {
            if (passed.contains(at)) {
                warnings.add(
                        "the chain of logical partitions leads back to sector %d".formatted(at));
                return;
            }
            if (passed.size() == MOST_LOGICAL) {
                warnings.add(
                        "the chain of logical partitions is longer than %d"
                                .formatted(MOST_LOGICAL));
                return;
            }
            passed.add(at);
            byte[] table = Head.at(disk, at * sectorBytes, TABLE_BYTES);
            if (!Head.has(table, MAGIC_AT, MAGIC)) {
                warnings.add(
                        "sector %d should hold a logical partition, and holds no table"
                                .formatted(at));
                return;
            }
            long next = 0;
            for (int i = 0; i < ENTRIES; i++) {
                Entry entry = Entry.of(table, i);
                if (entry.isUsed() && entry.isExtended()) {
                    // Counted from the first sector of the chain.
                    next = next == 0 ? extended + entry.start() : next;
                } else if (entry.isUsed()) {
                    add(number++, entry.type(), at + entry.start(), entry.sectors());
                }
            }
            at = next;
        }
    }

    private void add(int number, int type, long start, long sectors) {
        long startBytes = start * sectorBytes;
        if (startBytes >= disk.sizeBytes()) {
            warnings.add(
                    "partition %d begins at byte %d, after the disk's end at byte %d"
                            .formatted(number, startBytes, disk.sizeBytes()));
            return;
        }
        long endBytes = startBytes + sectors * sectorBytes;
        if (endBytes > disk.sizeBytes()) {
            warnings.add(
                    "partition %d ends at byte %d, after the disk's end at byte %d"
                            .formatted(number, endBytes, disk.sizeBytes()));
        }
        found.add(
                new DiskPartition(
                        number,
                        PartitionType.ofMbr(type),
                        "",
                        "%08x-%02x".formatted(signature, number),
                        startBytes,
                        Math.min(endBytes, disk.sizeBytes()) - startBytes));
    }

    /**
     * An entry of a table.
     *
     * @param flag 0x80 if a boot loader starts from it, else 0
     * @param type a byte; 0 if the entry is not used
     * @param start its first sector, from the start of the disk or of what the table describes
     * @param sectors how many there are
     */
    private record Entry(int flag, int type, long start, long sectors) {

        static Entry of(byte[] table, int number) {
            int at = ENTRIES_AT + number * ENTRY_BYTES;
            return new Entry(
                    Byte.toUnsignedInt(table[at]),
                    Byte.toUnsignedInt(table[at + 4]),
                    Head.number(table, at + 8, 4),
                    Head.number(table, at + 12, 4));
        }

        boolean isUsed() {
            return type != 0 && start != 0 && sectors != 0;
        }

        boolean isExtended() {
            return type == 0x05 || type == 0x0f || type == 0x85;
        }

        boolean hasSensibleFlag() {
            return (flag & 0x7f) == 0;
        }
    }
}
