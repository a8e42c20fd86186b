// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;

/**
 * Reads the sections of a segment. Each begins with a descriptor of 76 bytes: its type in 16, the
 * position of the next section and its own size in 8 each, and an Adler-32 of the 72 bytes before
 * it in the last 4. The sections "next" and "done" end a segment and the last segment.
 */
final class EvidenceSegment {

    /** The magic number, 1, the number of the segment in 2 bytes, and 2 zeros. */
    private static final int HEADER_BYTES = 13;

    private static final int NUMBER_AT = 9;
    private static final int DESCRIPTOR_BYTES = 76;
    private static final int CHECKSUM_AT = 72;

    /** Of the sections that are read, the largest but for the tables. */
    private static final int MOST_BYTES = 1052;

    private final BlockDevice file;
    private final Evidence evidence;

    /** Where the last section "sectors" ended, which has the chunks of a table; 0 if none did. */
    private long sectorsEndBytes;

    /** Whether the section before was a table. */
    private boolean afterTable;

    EvidenceSegment(BlockDevice file, Evidence evidence) {
        this.file = file;
        this.evidence = evidence;
    }

    /** The number that a segment says it has; 0 if it is cut off. */
    static int numberOf(BlockDevice file) throws IOException {
        byte[] header = Head.of(file, HEADER_BYTES);
        return header.length < HEADER_BYTES ? 0 : (int) Head.number(header, NUMBER_AT, 2);
    }

    /**
     * Reads the sections as far as they make sense, and says what is lost after that.
     *
     * @return whether it is the last segment
     */
    boolean read() throws IOException {
        long atBytes = HEADER_BYTES;
        while (true) {
            byte[] descriptor = Head.at(file, atBytes, DESCRIPTOR_BYTES);
            if (descriptor.length < DESCRIPTOR_BYTES) {
                lose("it is cut off: a section begins at byte %d".formatted(atBytes));
                return false;
            }
            if (Head.number(descriptor, CHECKSUM_AT, 4) != adler32(descriptor, CHECKSUM_AT)) {
                lose("the section at byte %d has a wrong checksum".formatted(atBytes));
                return false;
            }
            String type = new String(descriptor, 0, 16, StandardCharsets.ISO_8859_1);
            type = type.substring(0, (type + '\0').indexOf('\0'));
            if (type.equals("done") || type.equals("next")) {
                return type.equals("done");
            }
            long nextBytes = Head.number(descriptor, 16, 8);
            if (nextBytes < atBytes + DESCRIPTOR_BYTES) {
                lose(
                        "the section at byte %d leads to byte %d, not to one after it"
                                .formatted(atBytes, nextBytes));
                return false;
            }
            take(type, atBytes + DESCRIPTOR_BYTES, nextBytes);
            afterTable = type.equals("table");
            atBytes = nextBytes;
        }
    }

    private void take(String type, long dataBytes, long endBytes) throws IOException {
        switch (type) {
            case "volume", "disk", "data" -> {
                if (evidence.needsMedia()) {
                    evidence.take(EvidenceMedia.of(file, section(dataBytes, endBytes)));
                }
            }
            case "sectors" -> sectorsEndBytes = endBytes;
            case "table" -> evidence.add(table(dataBytes, endBytes));
            case "table2" -> {
                if (afterTable) {
                    evidence.addCopy(table(dataBytes, endBytes));
                }
            }
            case "hash" -> evidence.take(EvidenceDigests.ofHash(section(dataBytes, endBytes)));
            case "digest" -> evidence.take(EvidenceDigests.ofDigest(section(dataBytes, endBytes)));
            default -> {} // what an examiner wrote, errors of the acquisition, and the like
        }
    }

    private EvidenceTable table(long dataBytes, long endBytes) throws IOException {
        return EvidenceTable.of(file, dataBytes, endBytes, sectorsEndBytes);
    }

    private byte[] section(long dataBytes, long endBytes) throws IOException {
        return Head.at(file, dataBytes, (int) Math.min(MOST_BYTES, endBytes - dataBytes));
    }

    private void lose(String what) {
        evidence.add(EvidenceTable.lost(file, what));
    }

    /** The checksum of the first bytes of an array. */
    static long adler32(byte[] bytes, int length) {
        Adler32 sum = new Adler32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }
}
