// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The states of a disk that a qcow2 file keeps besides the one that is read.
 *
 * @param count how many
 * @param atBytes where the table of them begins
 */
record Qcow2Snapshots(long count, long atBytes) {

    private static final int ENTRY_BYTES = 40;

    /** So many are named; the rest is counted. */
    private static final int MOST_NAMED = 16;

    /** The names of the first ones, as far as the table can be read. */
    List<String> names(BlockDevice file) throws IOException {
        List<String> names = new ArrayList<>();
        long entryAt = atBytes;
        for (long i = 0; i < Math.min(count, MOST_NAMED); i++) {
            byte[] entry = Head.at(file, entryAt, ENTRY_BYTES);
            if (entry.length < ENTRY_BYTES) {
                break;
            }
            int idBytes = (int) Head.bigEndian(entry, 12, 2);
            int nameBytes = (int) Head.bigEndian(entry, 14, 2);
            // No overflow: at most 2^32 and twice 2^16 are added to a position in the file.
            long idAt = entryAt + ENTRY_BYTES + Head.bigEndian(entry, 36, 4);
            byte[] name = Head.at(file, idAt + idBytes, nameBytes);
            names.add(new String(name, StandardCharsets.UTF_8));
            entryAt = idAt + idBytes + nameBytes + 7 & ~7L;
        }
        return names;
    }

    /** A sentence: {@code 2 internal snapshots, which are not read: before, after}. */
    String sentence(BlockDevice file) throws IOException {
        return "%d internal snapshot%s not read: %s"
                .formatted(
                        count,
                        count == 1 ? ", which is" : "s, which are",
                        String.join(", ", names(file)) + (count > MOST_NAMED ? ", ..." : ""));
    }
}
