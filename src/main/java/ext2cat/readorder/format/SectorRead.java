// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import ext2cat.bio.Bio;

/**
 * One read as a block device sees it, in sectors of 512 bytes: what a plan predicts and what a
 * capture recorded are compared in this form.
 *
 * @param startSector the first sector, from the start of the file system
 * @param sectors how many, at least 1
 * @param readahead whether the read runs ahead of its reader (rwbs {@code RA} rather than {@code
 *     R})
 */
public record SectorRead(long startSector, long sectors, boolean readahead) {

    /** log2 of a sector's size in bytes. */
    public static final int SECTOR_SHIFT = 9;

    /**
     * {@return what a device sees of a bio}
     *
     * @param bio the read
     * @param blockBits log2 of the file system's block size
     */
    public static SectorRead of(Bio bio, int blockBits) {
        int shift = blockBits - SECTOR_SHIFT;
        return new SectorRead(
                bio.diskBlock() << shift, bio.blocks() << shift, bio.op() == Bio.Op.READAHEAD);
    }

    /** {@return the sector after the last} */
    public long endSector() {
        return startSector + sectors;
    }
}
