// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * What a superblock says about the form of its inodes. One is shared by all inodes of an image.
 *
 * @param inodeSizeBytes 128 or a larger power of two
 * @param blockSizeBytes size of a block
 * @param clusterBlocks {@link Superblock#clusterBlocks}
 * @param creatorOs whose osd1 and osd2 the inodes have
 * @param features the image's features
 */
public record InodeFormat(
        int inodeSizeBytes,
        int blockSizeBytes,
        int clusterBlocks,
        CreatorOs creatorOs,
        Features features) {

    private static final int SECTOR_BYTES = 512;

    /**
     * {@return the form of the inodes of a verified superblock's image}
     *
     * @param superblock a verified superblock
     */
    public static InodeFormat of(Superblock superblock) {
        return new InodeFormat(
                superblock.inodeSizeBytes(),
                superblock.blockSizeBytes(),
                superblock.clusterBlocks(),
                superblock.creatorOs(),
                superblock.features());
    }

    /** Sectors of a block. */
    int blockSectors() {
        return blockSizeBytes / SECTOR_BYTES;
    }

    /** Sectors of the least space that a file can be given. */
    int clusterSectors() {
        return blockSectors() * clusterBlocks;
    }
}
