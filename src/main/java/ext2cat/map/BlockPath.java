// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

/**
 * The way from an inode to the pointer of one file block (ext2_block_to_path): pure arithmetic, no
 * I/O.
 *
 * <p>An inode has 15 pointers. The first 12 point to data; the others point to blocks full of
 * pointers, one, two and three levels deep. With p pointers to a block, file blocks 0 to 11 are
 * direct, the next p are behind pointer 12, the next p² behind pointer 13, the next p³ behind
 * pointer 14. For 1 KiB blocks p is 256: file block 268 = 12 + 256 is the first behind the double
 * indirect block, at offsets 13, 0, 0.
 *
 * @param depth how many pointers are followed, 1 (direct) to 4 (triple indirect)
 * @param slot which of the inode's pointers comes first, 0 to 14
 * @param treeIndex the block's number among those behind that pointer, from 0; 0 if direct
 */
public record BlockPath(int depth, int slot, long treeIndex) {

    /** How many of an inode's pointers point to data. */
    public static final int NDIR_BLOCKS = 12;

    /** The pointer to the single indirect block. */
    public static final int IND_BLOCK = NDIR_BLOCKS;

    /** The pointer to the double indirect block. */
    public static final int DIND_BLOCK = IND_BLOCK + 1;

    /** The pointer to the triple indirect block. */
    public static final int TIND_BLOCK = DIND_BLOCK + 1;

    /** How many pointers an inode has. */
    public static final int N_BLOCKS = TIND_BLOCK + 1;

    /**
     * The path to a file block.
     *
     * @param fileBlock 0 to {@link #maxBlocks} - 1
     * @param pointerBits log2 of the pointers in a block; at most 14, so that p³ stays below 2^42
     * @throws IndexOutOfBoundsException if no path leads there
     */
    public static BlockPath of(long fileBlock, int pointerBits) {
        if (fileBlock < 0 || fileBlock >= maxBlocks(pointerBits)) {
            throw new IndexOutOfBoundsException("file block " + fileBlock);
        }
        if (fileBlock < NDIR_BLOCKS) {
            return new BlockPath(1, (int) fileBlock, 0); // below 12
        }
        long index = fileBlock - NDIR_BLOCKS;
        int level = 1;
        while (index >= 1L << (level * pointerBits)) {
            index -= 1L << (level * pointerBits);
            level++;
        }
        return new BlockPath(level + 1, NDIR_BLOCKS + level - 1, index);
    }

    /** How many file blocks a map can address: 12 + p + p² + p³. */
    public static long maxBlocks(int pointerBits) {
        return NDIR_BLOCKS
                + (1L << pointerBits)
                + (1L << 2 * pointerBits)
                + (1L << 3 * pointerBits);
    }

    /**
     * The offset in the table of {@code step}, where step 0 is the inode's own table.
     *
     * @param step 0 to {@code depth - 1}
     */
    public int offset(int step, int pointerBits) {
        if (step == 0) {
            return slot;
        }
        // Masked by a table's size, at most 2^14, so the narrowing keeps the value.
        return (int) ((treeIndex >> (depth - 1 - step) * pointerBits) & ((1L << pointerBits) - 1));
    }

    /**
     * How many file blocks one pointer in the table of {@code step} stands for: 1 in the last
     * table, p in the one above.
     */
    public long blocksPerPointer(int step, int pointerBits) {
        return 1L << (depth - 1 - step) * pointerBits;
    }

    /**
     * How many file blocks lie between the start of what the pointer at {@code step} covers and
     * this block.
     */
    public long blocksIntoPointer(int step, int pointerBits) {
        return treeIndex & (blocksPerPointer(step, pointerBits) - 1);
    }
}
