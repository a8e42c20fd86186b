// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a qcow2 file says of other files. The header says where the name of the backing file is; two
 * extensions of the header (a type and a length of 4 bytes each, then so many bytes, filled up to a
 * multiple of 8) hold its format and the name of the data file.
 *
 * @param backingFile the file with what is not in this one
 * @param backingFormat its format, e.g. {@code raw}
 * @param dataFile the file with the clusters
 */
record Qcow2Names(
        Optional<String> backingFile, Optional<String> backingFormat, Optional<String> dataFile) {

    private static final int MOST_NAME_BYTES = 1023;
    private static final int BACKING_FORMAT = 0xe2792aca;
    private static final int DATA_FILE = 0x44415441;

    static Qcow2Names read(BlockDevice file, byte[] head, long headerBytes, int clusterBytes)
            throws IOException {
        return new Qcow2Names(
                backingFile(file, head, clusterBytes),
                extension(head, headerBytes, BACKING_FORMAT),
                extension(head, headerBytes, DATA_FILE));
    }

    private static Optional<String> backingFile(BlockDevice file, byte[] head, int clusterBytes)
            throws IOException {
        long atBytes = Head.bigEndian(head, 8, 8);
        long lengthBytes = Head.bigEndian(head, 16, 4);
        if (atBytes == 0 || lengthBytes == 0) {
            return Optional.empty();
        }
        if (lengthBytes > MOST_NAME_BYTES || atBytes < 0 || atBytes > clusterBytes - lengthBytes) {
            throw new WrongContainerException(
                    file,
                    "the name of the backing file (%d bytes at byte %d) is not in the first cluster"
                            .formatted(lengthBytes, atBytes));
        }
        // The cast is safe: it has at most 1023 bytes.
        byte[] name = Head.at(file, atBytes, (int) lengthBytes);
        return Optional.of(new String(name, StandardCharsets.UTF_8));
    }

    /** The text of the first extension of a type; an extension that is cut off ends them. */
    private static Optional<String> extension(byte[] head, long headerBytes, int type) {
        for (long atBytes = headerBytes; atBytes <= head.length - 8; ) {
            // The casts are safe: both lie inside the array, or the loop ends.
            int found = (int) Head.bigEndian(head, (int) atBytes, 4);
            long lengthBytes = Head.bigEndian(head, (int) atBytes + 4, 4);
            if (found == 0 || lengthBytes > head.length - 8 - atBytes) {
                break;
            }
            if (found == type) {
                return Optional.of(
                        new String(
                                head,
                                (int) atBytes + 8,
                                (int) lengthBytes,
                                StandardCharsets.UTF_8));
            }
            atBytes += 8 + (lengthBytes + 7 & ~7L);
        }
        return Optional.empty();
    }
}
