// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;

/** Writes tables of partitions, and file systems on them, into the bytes of a disk. */
public final class DividedDisk {

    /** Type of a partition with a file system of Linux. */
    public static final UUID LINUX = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");

    private static final int ENTRIES = 128;
    private static final int ENTRY_BYTES = 128;

    private final ByteBuffer bytes;
    private final int sectorBytes;

    /** A disk of zeros. */
    public DividedDisk(int sectors, int sectorBytes) {
        this.bytes = ByteBuffer.allocate(sectors * sectorBytes).order(LITTLE_ENDIAN);
        this.sectorBytes = sectorBytes;
    }

    /** The bytes, which later calls change. */
    public byte[] bytes() {
        return bytes.array();
    }

    /** An entry of the table in a sector. */
    DividedDisk mbr(int sector, int slot, int type, int start, int count) {
        int table = sector * sectorBytes;
        bytes.put(table + 510, (byte) 0x55).put(table + 511, (byte) 0xaa);
        int entry = table + 446 + 16 * slot;
        bytes.put(entry + 4, (byte) type).putInt(entry + 8, start).putInt(entry + 12, count);
        return this;
    }

    /** An entry of a GPT, in both copies of the entries; {@link #sign} writes the headers. */
    public DividedDisk gpt(int slot, UUID type, long first, long last, String name) {
        for (int entries : new int[] {firstEntries(), lastEntries()}) {
            int at = entries + slot * ENTRY_BYTES;
            guid(at, type);
            guid(at + 16, new UUID(0x1111222233334444L, slot));
            bytes.putLong(at + 32, first).putLong(at + 40, last);
            bytes.put(at + 56, name.getBytes(StandardCharsets.UTF_16LE));
        }
        return this;
    }

    /** Both headers, with right checksums. */
    public DividedDisk sign() {
        int last = bytes.capacity() / sectorBytes - 1;
        header(1, last, firstEntries());
        header(last, 1, lastEntries());
        return this;
    }

    /** A superblock that makes sense, at a sector. */
    public DividedDisk ext(int sector, String label, boolean journal) {
        int at = sector * sectorBytes + 1024;
        bytes.putInt(at, 16).putInt(at + 4, 64); // inodes, blocks
        bytes.putInt(at + 20, 1).putInt(at + 32, 8192).putInt(at + 36, 8192).putInt(at + 40, 16);
        bytes.putShort(at + 56, (short) 0xef53).putInt(at + 76, 1);
        bytes.putInt(at + 84, 11).putShort(at + 88, (short) 128).putInt(at + 92, journal ? 4 : 0);
        bytes.putLong(at + 104, sector).put(at + 120, label.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private int firstEntries() {
        return 2 * sectorBytes;
    }

    private int lastEntries() {
        return bytes.capacity() - sectorBytes - ENTRIES * ENTRY_BYTES;
    }

    private void header(int sector, int other, int entries) {
        int at = sector * sectorBytes;
        bytes.put(at, "EFI PART".getBytes(StandardCharsets.US_ASCII)).putInt(at + 8, 0x10000);
        bytes.putInt(at + 12, 92).putInt(at + 16, 0);
        bytes.putLong(at + 24, sector).putLong(at + 32, other);
        bytes.putLong(at + 72, entries / sectorBytes).putInt(at + 80, ENTRIES);
        bytes.putInt(at + 84, ENTRY_BYTES);
        bytes.putInt(at + 88, crc(entries, ENTRIES * ENTRY_BYTES));
        bytes.putInt(at + 16, crc(at, 92));
    }

    private int crc(int at, int count) {
        CRC32 crc = new CRC32();
        crc.update(Arrays.copyOfRange(bytes.array(), at, at + count));
        return (int) crc.getValue();
    }

    private void guid(int at, UUID uuid) {
        long most = uuid.getMostSignificantBits();
        bytes.putInt(at, (int) (most >>> 32));
        bytes.putShort(at + 4, (short) (most >>> 16)).putShort(at + 6, (short) most);
        bytes.putLong(at + 8, Long.reverseBytes(uuid.getLeastSignificantBits()));
    }
}
