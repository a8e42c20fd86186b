// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DeflaterOutputStream;

/** Writes a disk as an imager does: segments of a few chunks, each chunk compressed or not. */
final class EvidenceWriter {

    static final int SECTOR = 512;
    static final int SECTORS_PER_CHUNK = 4;
    static final int CHUNK = SECTOR * SECTORS_PER_CHUNK;
    static final int CHUNKS_PER_SEGMENT = 5;

    private final byte[] disk;
    private final boolean isSmart;
    private final boolean isCompressed;

    /** As SMART writes: chunks after the entries, and no copy of the table. */
    static EvidenceWriter smart(byte[] disk, boolean isCompressed) {
        return new EvidenceWriter(disk, true, isCompressed);
    }

    /** As EnCase writes. */
    static EvidenceWriter encase(byte[] disk, boolean isCompressed) {
        return new EvidenceWriter(disk, false, isCompressed);
    }

    private EvidenceWriter(byte[] disk, boolean isSmart, boolean isCompressed) {
        this.disk = disk;
        this.isSmart = isSmart;
        this.isCompressed = isCompressed;
    }

    int countChunks() {
        return (disk.length + CHUNK - 1) / CHUNK;
    }

    int countSegments() {
        return (countChunks() + CHUNKS_PER_SEGMENT - 1) / CHUNKS_PER_SEGMENT;
    }

    /** Writes all segments with the names of an image. */
    Path write(Path directory, String stem, char letter) throws IOException {
        EvidenceNames names = new EvidenceNames(stem + '.', letter);
        for (int segment = 1; segment <= countSegments(); segment++) {
            Files.write(directory.resolve(names.name(segment).orElseThrow()), segment(segment));
        }
        return directory.resolve(names.name(1).orElseThrow());
    }

    byte[] segment(int number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(
                le(13).put(new byte[] {'E', 'V', 'F', 9, 13, 10, -1, 0, 1})
                        .putShort((short) number)
                        .array());
        section(out, "header", "an examiner".getBytes(StandardCharsets.US_ASCII));
        if (number == 1) {
            section(out, isSmart ? "volume" : "disk", media());
        }
        int first = (number - 1) * CHUNKS_PER_SEGMENT;
        int count = Math.min(CHUNKS_PER_SEGMENT, countChunks() - first);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteBuffer entries = le(4 * count);
        for (int chunk = first; chunk < first + count; chunk++) {
            int at = isSmart ? out.size() + 76 + 24 + 4 * count + data.size() : data.size();
            entries.putInt(at | (isCompressed ? 1 << 31 : 0));
            data.write(chunk(chunk));
        }
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        ByteBuffer header = le(24).putInt(count).putInt(0).putLong(isSmart ? 0 : out.size() + 76);
        table.write(header.putInt(20, adler(header.array(), 20)).array());
        table.write(entries.array());
        if (isSmart) {
            table.write(data.toByteArray());
        } else {
            table.write(le(4).putInt(adler(entries.array(), 4 * count)).array());
            section(out, "sectors", data.toByteArray());
        }
        section(out, "table", table.toByteArray());
        if (!isSmart) {
            section(out, "table2", table.toByteArray());
        }
        boolean isLast = number == countSegments();
        descriptor(out, isLast ? "done" : "next", out.size(), 0);
        return out.toByteArray();
    }

    private byte[] media() {
        ByteBuffer media = le(isSmart ? 94 : 1052);
        media.putInt(1).putInt(countChunks()).putInt(SECTORS_PER_CHUNK).putInt(SECTOR);
        media.putInt(disk.length / SECTOR);
        return media.array();
    }

    private byte[] chunk(int number) throws IOException {
        int from = number * CHUNK;
        byte[] bytes = Arrays.copyOfRange(disk, from, Math.min(disk.length, from + CHUNK));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (isCompressed) {
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
                deflater.write(bytes);
            }
        } else {
            out.write(bytes);
            out.write(le(4).putInt(adler(bytes, bytes.length)).array());
        }
        return out.toByteArray();
    }

    private static void section(ByteArrayOutputStream out, String type, byte[] data)
            throws IOException {
        descriptor(out, type, out.size() + 76 + data.length, 76 + data.length);
        out.write(data);
    }

    private static void descriptor(ByteArrayOutputStream out, String type, long next, long size)
            throws IOException {
        ByteBuffer descriptor = le(76).put(type.getBytes(StandardCharsets.US_ASCII));
        descriptor.putLong(16, next).putLong(24, size);
        out.write(descriptor.putInt(72, adler(descriptor.array(), 72)).array());
    }

    static int adler(byte[] bytes, int length) {
        Adler32 sum = new Adler32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private static ByteBuffer le(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
