// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A VHDX file, as MS-VHDX describes it: headers in the first 1 MiB, then 1 MiB each for the log,
 * the metadata and the table of blocks, then blocks.
 */
final class VhdxWriter {

    static final int MIB = 1 << 20;
    static final int LOG_AT = MIB;
    static final int METADATA_AT = 2 * MIB;
    static final int TABLE_AT = 3 * MIB;
    private static final int PAGE = 4096;

    private final ByteBuffer file = ByteBuffer.allocate(24 * MIB).order(ByteOrder.LITTLE_ENDIAN);
    private int endBytes = 4 * MIB;

    VhdxWriter(long sizeBytes, int blockBytes, int sectorBytes) {
        text(0, "vhdxfile");
        header(0, 8);
        header(1, 7);
        for (int at : new int[] {192 << 10, 256 << 10}) {
            text(at, "regi");
            file.putInt(at + 8, 2);
            region(at + 16, "6677c22d23f600429d64115e9bfd4a08", TABLE_AT);
            region(at + 48, "06a27c8b90479a4bb8fe575f050f886e", METADATA_AT);
            sum(at, 64 << 10);
        }
        text(METADATA_AT, "metadata");
        file.putShort(METADATA_AT + 10, (short) 3);
        item(0, "3767a1ca36fa434db3b633f0aa44e76b", 8).putInt(blockBytes);
        item(1, "2442a52f1bcd7648b2115dbed83bf4b8", 8).putLong(sizeBytes);
        item(2, "1dbf41816fa90947ba47f233a8faab5f", 4).putInt(sectorBytes);
    }

    private void header(int number, long sequence) {
        int at = headerAt(number);
        text(at, "head");
        file.putLong(at + 8, sequence).putShort(at + 66, (short) 1);
        file.putInt(at + 68, MIB).putLong(at + 72, LOG_AT);
        sum(at, PAGE);
    }

    static int headerAt(int number) {
        return (64 << 10) * (number + 1);
    }

    private void region(int at, String guid, long regionAt) {
        file.put(at, HexFormat.of().parseHex(guid)).putLong(at + 16, regionAt);
        file.putInt(at + 24, MIB).putInt(at + 28, 1);
    }

    private ByteBuffer item(int number, String guid, int bytes) {
        int at = METADATA_AT + 32 + 32 * number;
        int place = (64 << 10) + 64 * number;
        file.put(at, HexFormat.of().parseHex(guid));
        file.putInt(at + 16, place).putInt(at + 20, bytes);
        return file.position(METADATA_AT + place);
    }

    private void text(int at, String text) {
        file.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The checksum of a structure, in its bytes 4 to 7. */
    VhdxWriter sum(int at, int lengthBytes) {
        file.putInt(at + 4, 0);
        CRC32C crc = new CRC32C();
        crc.update(file.array(), at, lengthBytes);
        file.putInt(at + 4, (int) crc.getValue());
        return this;
    }

    VhdxWriter put(int at, int value) {
        file.putInt(at, value);
        return this;
    }

    /** An entry of the table of blocks. */
    VhdxWriter entry(int number, long value) {
        file.putLong(TABLE_AT + 8 * number, value);
        return this;
    }

    /** A block at the end, for an entry that says it is fully present. */
    long stored(byte[] block) {
        int at = endBytes;
        file.put(at, block);
        endBytes += (block.length + MIB - 1) / MIB * MIB;
        return at | 6;
    }

    /** Entries of the log count, those with this number in their name. */
    VhdxWriter withLog(int guid) {
        file.put(headerAt(0) + 48, new byte[16]).put(headerAt(0) + 48, (byte) guid);
        return sum(headerAt(0), PAGE);
    }

    /**
     * An entry of the log, which may wrap around its end.
     *
     * @param page where it stands in the log, in pages of 4096 bytes
     * @param tail the page of the entry to begin with
     */
    VhdxWriter logEntry(int page, int guid, long sequence, int tail, Change... changes) {
        long pages = Arrays.stream(changes).filter(change -> change.data.length > 0).count();
        ByteBuffer entry =
                ByteBuffer.allocate((int) (1 + pages) * PAGE).order(ByteOrder.LITTLE_ENDIAN);
        entry.put("loge".getBytes(StandardCharsets.US_ASCII));
        entry.putInt(8, entry.capacity()).putInt(12, tail * PAGE).putLong(16, sequence);
        entry.putInt(24, changes.length).put(32, (byte) guid);
        entry.putLong(48, endBytes).putLong(56, endBytes);
        int dataAt = PAGE;
        int at = 64;
        for (Change change : changes) {
            boolean isData = change.data.length > 0;
            entry.put(at, (isData ? "desc" : "zero").getBytes(StandardCharsets.US_ASCII));
            entry.putLong(at + 16, change.fileAt).putLong(at + 24, sequence);
            if (isData) {
                entry.put(at + 4, change.data, PAGE - 4, 4).put(at + 8, change.data, 0, 8);
                entry.put(dataAt, "data".getBytes(StandardCharsets.US_ASCII));
                entry.putInt(dataAt + 4, (int) (sequence >>> 32));
                entry.put(dataAt + 8, change.data, 8, PAGE - 12);
                entry.putInt(dataAt + PAGE - 4, (int) sequence);
                dataAt += PAGE;
            } else {
                entry.putLong(at + 8, change.zeroBytes);
            }
            at += 32;
        }
        CRC32C crc = new CRC32C();
        crc.update(entry.array());
        entry.putInt(4, (int) crc.getValue());
        for (int i = 0; i < entry.capacity(); i++) {
            file.put(LOG_AT + (page * PAGE + i) % MIB, entry.get(i));
        }
        return this;
    }

    /** What an entry of the log changes in the file: pages of zeros, or one of data. */
    record Change(long fileAt, long zeroBytes, byte... data) {}

    byte[] file() {
        return Arrays.copyOf(file.array(), endBytes);
    }
}
