// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/**
 * What an evidence file says of its disk, in the section "volume", "disk" or "data": 94 bytes with
 * a number of sectors of 4 bytes in the format of SMART, 1052 bytes with one of 8 bytes since.
 *
 * @param chunkBytes the size of a chunk; the last may be shorter
 * @param sizeBytes the size of the disk
 */
record EvidenceMedia(int chunkBytes, long sizeBytes) {

    private static final int OLD_BYTES = 94;
    private static final int CHUNKS_AT = 4;
    private static final int SECTORS_PER_CHUNK_AT = 8;
    private static final int BYTES_PER_SECTOR_AT = 12;
    private static final int SECTORS_AT = 16;

    /**
     * 32768 sectors of 512 bytes, the most that imagers offer; in practice a chunk has 64 sectors.
     * Two of these chunks fit into a heap of 64 MiB: the one that was read last, and the next.
     */
    private static final long MOST_CHUNK_BYTES = 1L << 24;

    /**
     * Decodes the section.
     *
     * @throws WrongContainerException if it makes no sense
     */
    static EvidenceMedia of(BlockDevice file, byte[] section) throws IOException {
        if (section.length < OLD_BYTES) {
            throw new WrongContainerException(
                    file,
                    "its section \"volume\" has %d bytes, not at least %d"
                            .formatted(section.length, OLD_BYTES));
        }
        long sectorsPerChunk = Head.number(section, SECTORS_PER_CHUNK_AT, 4);
        long bytesPerSector = Head.number(section, BYTES_PER_SECTOR_AT, 4);
        // No overflow: each has 32 bits, and a product of 64 bits or more would be negative or is
        // refused as too large by the first two conditions.
        long chunkBytes = sectorsPerChunk * bytesPerSector;
        if (sectorsPerChunk > MOST_CHUNK_BYTES
                || bytesPerSector > MOST_CHUNK_BYTES
                || chunkBytes < 1
                || chunkBytes > MOST_CHUNK_BYTES) {
            throw new WrongContainerException(
                    file,
                    "a chunk has %d sectors of %d bytes, not 1 to %d bytes"
                            .formatted(sectorsPerChunk, bytesPerSector, MOST_CHUNK_BYTES));
        }
        long sectors = Head.number(section, SECTORS_AT, section.length == OLD_BYTES ? 4 : 8);
        if (sectors == 0) {
            sectors = Head.number(section, CHUNKS_AT, 4) * sectorsPerChunk;
        }
        if (sectors < 0 || sectors > Long.MAX_VALUE / bytesPerSector) {
            throw new WrongContainerException(
                    file, "its disk has %s sectors".formatted(Long.toUnsignedString(sectors)));
        }
        return new EvidenceMedia((int) chunkBytes, sectors * bytesPerSector);
    }

    /** How many bytes of the disk a chunk has. */
    int chunkLength(long chunk) {
        return (int) Math.min(chunkBytes, sizeBytes - chunk * chunkBytes);
    }

    long countChunks() {
        return sizeBytes / chunkBytes + (sizeBytes % chunkBytes == 0 ? 0 : 1);
    }
}
