// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The header of a sparse extent (SparseExtentHeader, 512 bytes). A streamOptimized file is written
 * from its begin to its end; the header at its begin does not know yet where the grain directory
 * is, so a copy that knows it stands in the last sector but one.
 *
 * @param capacityBytes the size of the extent
 * @param grainBytes the size of a grain, 64 KiB as a rule
 * @param descriptionAtBytes where a description is
 * @param descriptionBytes how long it is; 0 if there is none
 * @param tableEntries how many grains a grain table has, 512 as a rule
 * @param directoryAtBytes where the grain directory is
 * @param isCompressed whether grains are compressed
 * @param hasMarkers whether a grain begins with its position and its length
 */
record VmdkHeader(
        long capacityBytes,
        int grainBytes,
        long descriptionAtBytes,
        long descriptionBytes,
        int tableEntries,
        long directoryAtBytes,
        boolean isCompressed,
        boolean hasMarkers) {

    /** The magic number, in the order of the file. */
    static final byte[] MAGIC = "KDMV".getBytes(StandardCharsets.US_ASCII);

    static final int SECTOR_BYTES = 512;

    /** gdOffset of GD_AT_END. */
    private static final long AT_END = -1;

    private static final int LAST_VERSION = 3;
    private static final int COMPRESSED_BIT = 16;
    private static final int MARKERS_BIT = 17;

    // Of a disk of 8 PiB, of 32 MiB, and of what is 512 in practice.
    private static final long MOST_SECTORS = 1L << 44;
    private static final long MOST_GRAIN_SECTORS = 1L << 16;
    private static final long MOST_ENTRIES = 1L << 16;

    /**
     * The header of a file, or the copy at its end.
     *
     * @throws WrongContainerException if it makes no sense
     */
    static VmdkHeader of(BlockDevice file) throws IOException {
        byte[] header = sector(file, 0);
        if (Head.number(header, 56, 8) == AT_END) {
            long copyAtBytes = file.sizeBytes() - 2 * SECTOR_BYTES;
            if (!Head.has(Head.at(file, copyAtBytes, MAGIC.length), 0, MAGIC)) {
                throw new WrongContainerException(
                        file,
                        "the file is cut off: the footer with its grain directory is not at its"
                                + " end, at byte "
                                + copyAtBytes);
            }
            header = sector(file, copyAtBytes);
        }
        return decoded(file, header);
    }

    private static byte[] sector(BlockDevice file, long atBytes) throws IOException {
        byte[] header = Head.at(file, atBytes, SECTOR_BYTES);
        if (header.length < SECTOR_BYTES || !Head.has(header, 0, MAGIC)) {
            throw new WrongContainerException(
                    file, "the header of a sparse VMDK is not at byte " + atBytes);
        }
        return header;
    }

    private static VmdkHeader decoded(BlockDevice file, byte[] header) throws IOException {
        long version = Head.number(header, 4, 4);
        long flags = Head.number(header, 8, 4);
        long capacity = Head.number(header, 12, 8);
        long grainSize = Head.number(header, 20, 8);
        long descriptorOffset = Head.number(header, 28, 8);
        long descriptorSize = Head.number(header, 36, 8);
        long numGtesPerGt = Head.number(header, 44, 4);
        long gdOffset = Head.number(header, 56, 8);
        long compressAlgorithm = Head.number(header, 77, 2);
        if (version < 1 || version > LAST_VERSION) {
            throw new UnsupportedContainerException(
                    file, "the VMDK is of version %d; 1 to 3 are known".formatted(version));
        }
        boolean isCompressed = (flags >> COMPRESSED_BIT & 1) != 0;
        if (isCompressed && compressAlgorithm != 1) {
            throw new UnsupportedContainerException(
                    file,
                    "compressAlgorithm is %d; only 1, deflate, is known"
                            .formatted(compressAlgorithm));
        }
        requireInside(file, "capacity", capacity, 0, MOST_SECTORS);
        requireInside(file, "grainSize", grainSize, 1, MOST_GRAIN_SECTORS);
        requireInside(file, "numGTEsPerGT", numGtesPerGt, 1, MOST_ENTRIES);
        requireInside(file, "gdOffset", gdOffset, 1, MOST_SECTORS);
        requireInside(file, "descriptorOffset", descriptorOffset, 0, MOST_SECTORS);
        requireInside(file, "descriptorSize", descriptorSize, 0, MOST_SECTORS);
        return new VmdkHeader(
                capacity * SECTOR_BYTES,
                (int) grainSize * SECTOR_BYTES,
                descriptorOffset * SECTOR_BYTES,
                descriptorOffset == 0 ? 0 : descriptorSize * SECTOR_BYTES,
                (int) numGtesPerGt,
                gdOffset * SECTOR_BYTES,
                isCompressed,
                (flags >> MARKERS_BIT & 1) != 0);
    }

    private static void requireInside(
            BlockDevice file, String name, long value, long least, long most) throws IOException {
        if (value < least || value > most) {
            throw new WrongContainerException(
                    file,
                    "%s is %s, not from %d to %d"
                            .formatted(name, Long.toUnsignedString(value), least, most));
        }
    }
}
