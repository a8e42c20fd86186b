// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

/**
 * Where the files lie whose reads are shown.
 *
 * @param name the image's name, as given by its user
 * @param blockBits log2 of the block size, at least 9
 * @param startBytes where the file system starts in the image, a multiple of 512
 */
public record TracedImage(String name, int blockBits, long startBytes) {

    /** Checks the units. */
    public TracedImage {
        if (blockBits < SectorRead.SECTOR_SHIFT
                || startBytes % (1 << SectorRead.SECTOR_SHIFT) != 0) {
            throw new IllegalArgumentException(
                    "block bits %d, start at byte %d: neither is made of sectors"
                            .formatted(blockBits, startBytes));
        }
    }

    /** {@return the block size} */
    public int blockSizeBytes() {
        return 1 << blockBits; // at most 2^16
    }

    /**
     * {@return where a block lies in the image}
     *
     * @param diskBlock the block's number in the file system
     */
    public long offsetBytes(long diskBlock) {
        return startBytes + (diskBlock << blockBits);
    }
}
