// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.zip.Adler32;

/**
 * A table of chunks: how many there are in 4 bytes, a position in 8 from which theirs count, an
 * Adler-32 of the 20 bytes before it, then 4 bytes a chunk, and an Adler-32 of those. The upper bit
 * of an entry says that the chunk is compressed; a chunk ends where the next begins.
 *
 * <p>The chunks lie in a section "sectors" before the table, and "table2" is a copy of the table.
 * In the format of SMART the chunks follow the entries, which have no checksum.
 */
final class EvidenceTable {

    private static final int HEADER_BYTES = 24;
    private static final int BASE_AT = 8;
    private static final int CHECKSUM_AT = 20;
    private static final int ENTRY_BYTES = 4;
    private static final long POSITION = 0x7fff_ffffL;
    private static final int PIECE_BYTES = 1 << 16;

    private final BlockDevice file;
    private final long countChunks;
    private final long baseBytes;
    private final long entriesAtBytes;
    private final long endBytes;

    /** What is wrong with a table that cannot be read. */
    private final String lost;

    /** The copy of the entries; as many. 0 if there is none. */
    private long copyAtBytes;

    /** Which of the two is used: 0 until a checksum was looked at. */
    private volatile long goodAtBytes;

    /**
     * Where a chunk is.
     *
     * @param isCompressed if not, a checksum of 4 bytes follows the chunk
     */
    record Place(long atBytes, long lengthBytes, boolean isCompressed) {}

    private EvidenceTable(
            BlockDevice file,
            String lost,
            long countChunks,
            long baseBytes,
            long entriesAtBytes,
            long endBytes) {
        this.file = file;
        this.lost = lost;
        this.countChunks = countChunks;
        this.baseBytes = baseBytes;
        this.entriesAtBytes = entriesAtBytes;
        this.endBytes = endBytes;
    }

    /** In place of a table, or of more of them: nobody knows how many chunks it has. */
    static EvidenceTable lost(BlockDevice file, String what) {
        return new EvidenceTable(file, what, 0, 0, 0, 0);
    }

    /**
     * A table.
     *
     * @param atBytes where the section is, after its descriptor
     * @param endBytes where it ends
     * @param sectorsEndBytes where the section of its chunks ended; 0 if they follow the entries
     */
    static EvidenceTable of(BlockDevice file, long atBytes, long endBytes, long sectorsEndBytes)
            throws IOException {
        byte[] header = Head.at(file, atBytes, HEADER_BYTES);
        if (header.length < HEADER_BYTES
                || Head.number(header, CHECKSUM_AT, 4)
                        != EvidenceSegment.adler32(header, CHECKSUM_AT)) {
            return lost(file, "the table at byte %d has a wrong checksum".formatted(atBytes));
        }
        long count = Head.number(header, 0, 4);
        if (count > (endBytes - atBytes - HEADER_BYTES) / ENTRY_BYTES) {
            return lost(
                    file,
                    "the table at byte %d has %d entries, more than its section of %d bytes"
                            .formatted(atBytes, count, endBytes - atBytes));
        }
        EvidenceTable table =
                new EvidenceTable(
                        file,
                        "",
                        count,
                        Head.number(header, BASE_AT, 8),
                        atBytes + HEADER_BYTES,
                        sectorsEndBytes == 0 ? endBytes : sectorsEndBytes);
        if (sectorsEndBytes == 0) {
            table.goodAtBytes = table.entriesAtBytes;
        }
        return table;
    }

    /** Takes the section "table2"; it counts if it is as long. */
    void setCopy(EvidenceTable copy) {
        copyAtBytes = copy.countChunks == countChunks ? copy.entriesAtBytes : 0;
    }

    boolean isLost() {
        return !lost.isEmpty();
    }

    BlockDevice file() {
        return file;
    }

    long countChunks() {
        return countChunks;
    }

    /**
     * Where a chunk is.
     *
     * @param chunk counted from 0 in this table
     * @throws WrongContainerException if the table is damaged, or lost
     */
    Place place(long chunk) throws IOException {
        if (isLost()) {
            throw new WrongContainerException(file, lost);
        }
        if (goodAtBytes == 0) {
            goodAtBytes = good();
        }
        boolean isLast = chunk == countChunks - 1;
        long entryAtBytes = goodAtBytes + chunk * ENTRY_BYTES;
        int entriesBytes = isLast ? ENTRY_BYTES : 2 * ENTRY_BYTES;
        file.requireInside(entryAtBytes, entriesBytes);
        byte[] entries = Head.at(file, entryAtBytes, entriesBytes);
        long entry = Head.number(entries, 0, ENTRY_BYTES);
        // A sum that overflows is negative, and refused as one that is outside the file.
        long atBytes = baseBytes + (entry & POSITION);
        long nextBytes =
                isLast
                        ? endBytes
                        : baseBytes + (Head.number(entries, ENTRY_BYTES, ENTRY_BYTES) & POSITION);
        return new Place(atBytes, nextBytes - atBytes, entry != (entry & POSITION));
    }

    private long good() throws IOException {
        if (isGood(entriesAtBytes)) {
            return entriesAtBytes;
        }
        if (copyAtBytes != 0 && isGood(copyAtBytes)) {
            return copyAtBytes;
        }
        throw new WrongContainerException(
                file, "the table at byte %d has a wrong checksum".formatted(entriesAtBytes));
    }

    private boolean isGood(long atBytes) throws IOException {
        long lengthBytes = countChunks * ENTRY_BYTES;
        Adler32 sum = new Adler32();
        for (long doneBytes = 0; doneBytes < lengthBytes; doneBytes += PIECE_BYTES) {
            sum.update(
                    Head.at(
                            file,
                            atBytes + doneBytes,
                            (int) Math.min(PIECE_BYTES, lengthBytes - doneBytes)));
        }
        byte[] expected = Head.at(file, atBytes + lengthBytes, Integer.BYTES);
        return expected.length == Integer.BYTES
                && Head.number(expected, 0, Integer.BYTES) == sum.getValue();
    }
}
