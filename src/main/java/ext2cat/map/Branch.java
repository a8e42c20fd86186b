// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

/**
 * What the walk from the inode to a block's pointer ended in (get_branch): the table that holds the
 * pointer, or a null pointer on the way. It covers a run of file blocks, so a mapper keeps the last
 * one and walks again only outside of it.
 */
sealed interface Branch {

    /** The first file block that this branch covers. */
    long firstFileBlock();

    /** How many file blocks it covers. */
    long blocks();

    /** Whether it covers {@code fileBlock}. */
    default boolean covers(long fileBlock) {
        return fileBlock >= firstFileBlock() && fileBlock - firstFileBlock() < blocks();
    }

    /**
     * A table of pointers to data: the inode's direct pointers, or a single indirect block.
     *
     * @param pointers block pointers, unsigned; at least {@code blocks}
     * @param chain the indirect blocks that were passed on the way, the table's own block last;
     *     empty for the inode
     */
    record Table(long firstFileBlock, long blocks, int[] pointers, long[] chain) implements Branch {

        /** The pointer at {@code index}, 0 for a hole. */
        long pointer(long index) {
            return Integer.toUnsignedLong(pointers[(int) index]); // below blocks, at most 2^14
        }

        /**
         * How many pointers from {@code index} on name adjacent blocks, or are all 0.
         *
         * <p>A plain loop with little in it: most of a short command's mapping is done here, before
         * the JVM has compiled anything.
         *
         * @param limit the largest answer, at least 1
         */
        long runLength(long index, long limit) {
            int from = (int) index; // at most 2^14, as the limit
            int end = from + (int) limit;
            int step = pointers[from] == 0 ? 0 : 1;
            int expected = pointers[from] + step;
            int at = from + 1;
            while (at < end && pointers[at] == expected) {
                at++;
                expected += step;
            }
            return at - from;
        }

        /** Whether the block is one of the indirect blocks that lead to this table. */
        boolean leadsThrough(long diskBlock) {
            return lengthOutsideChain(diskBlock, 1) == 0;
        }

        /** How many of the {@code count} blocks come before the first that leads to this table. */
        long lengthOutsideChain(long diskBlock, long count) {
            long length = count;
            for (long indirect : chain) {
                if (indirect >= diskBlock && indirect - diskBlock < length) {
                    length = indirect - diskBlock;
                }
            }
            return length;
        }
    }

    /** A null pointer at any level: everything that it would lead to is a hole. */
    record Absent(long firstFileBlock, long blocks) implements Branch {}
}
