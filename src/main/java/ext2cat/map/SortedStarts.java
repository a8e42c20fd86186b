// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import java.util.Arrays;

/**
 * The file blocks with which the entries of a node begin.
 *
 * @param blocks in ascending order; none twice
 */
record SortedStarts(long[] blocks) {

    /** The last entry that begins at or before a file block; -1 if none does. */
    int floor(long fileBlock) {
        int found = Arrays.binarySearch(blocks, fileBlock);
        return found >= 0 ? found : -found - 2;
    }

    /** The file block with which an entry begins. */
    long get(int entry) {
        return blocks[entry];
    }

    /** The file block with which the entry after that one begins; {@code end} if it is the last. */
    long after(int entry, long end) {
        return entry + 1 < blocks.length ? blocks[entry + 1] : end;
    }
}
