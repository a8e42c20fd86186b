// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * What a superblock says about the form of its inodes. One is shared by all inodes of an image.
 *
 * @param inodeSizeBytes 128 or a larger power of two
 * @param blockSizeBytes size of a block
 * @param creatorOs whose osd1 and osd2 the inodes have
 * @param features the image's features
 */
public record InodeFormat(
        int inodeSizeBytes, int blockSizeBytes, CreatorOs creatorOs, Features features) {

    /** The form of the inodes of a verified superblock's image. */
    public static InodeFormat of(Superblock superblock) {
        return new InodeFormat(
                superblock.inodeSizeBytes(),
                superblock.blockSizeBytes(),
                superblock.creatorOs(),
                superblock.features());
    }
}
