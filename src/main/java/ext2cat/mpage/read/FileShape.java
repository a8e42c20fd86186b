// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

/**
 * How a file divides into blocks and pages.
 *
 * @param sizeBytes i_size, not negative
 * @param blockBits log2 of the block size in bytes
 * @param pageBits log2 of the page size in bytes, at least {@code blockBits}: for blocks larger
 *     than a page the unit of the page cache is a block
 */
public record FileShape(long sizeBytes, int blockBits, int pageBits) {

    /** log2 of a page's size: 4096 bytes. */
    public static final int PAGE_SHIFT = 12;

    /** A shape whose page is no smaller than a block. */
    public FileShape {
        if (sizeBytes < 0 || pageBits < blockBits) {
            throw new IllegalArgumentException(
                    "size %d, block bits %d, page bits %d"
                            .formatted(sizeBytes, blockBits, pageBits));
        }
    }

    /**
     * {@return a file in the kernel's pages: 4 KiB, or one block where blocks are larger}
     *
     * @param sizeBytes the file's size
     * @param blockBits log2 of the block size
     */
    public static FileShape inPages(long sizeBytes, int blockBits) {
        return new FileShape(sizeBytes, blockBits, Math.max(PAGE_SHIFT, blockBits));
    }

    /**
     * {@return a file in pages of one block, for readers that are bound to no page cache}
     *
     * @param sizeBytes the file's size
     * @param blockBits log2 of the block size
     */
    public static FileShape inBlocks(long sizeBytes, int blockBits) {
        return new FileShape(sizeBytes, blockBits, blockBits);
    }

    /** {@return how many blocks the file's bytes take, the last one perhaps in part} */
    public long sizeBlocks() {
        return roundUp(sizeBytes, blockBits);
    }

    /** {@return how many pages the file's bytes take, the last one perhaps in part} */
    public long sizePages() {
        return roundUp(sizeBytes, pageBits);
    }

    /** log2 of the blocks in a page. */
    int blocksPerPageBits() {
        return pageBits - blockBits;
    }

    private static long roundUp(long bytes, int bits) {
        return (bytes >>> bits) + ((bytes & ((1L << bits) - 1)) == 0 ? 0 : 1);
    }
}
