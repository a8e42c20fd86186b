// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The buffers of a folio that is read block by block (create_empty_buffers): of each block where it
 * lies, and whether it is up to date. The cache keeps them as long as the folio is not up to date:
 * with blocks of 1 KiB a page has four, and if one of them could not be read, only that one is read
 * again.
 */
final class FolioBuffers {

    /** Not mapped yet. */
    static final long UNMAPPED = -2;

    /** Nowhere on disk: zeros, and so up to date. */
    static final long HOLE = -1;

    private final long firstBlock;
    private final long[] diskBlocks;
    private final BitSet uptodate = new BitSet();

    /**
     * Buffers that are neither mapped nor up to date.
     *
     * @param blocks how many: at most 2^9 pages of four blocks
     */
    FolioBuffers(long firstBlock, int blocks) {
        this.firstBlock = firstBlock;
        this.diskBlocks = new long[blocks];
        Arrays.fill(diskBlocks, UNMAPPED);
    }

    int blocks() {
        return diskBlocks.length;
    }

    long fileBlock(int index) {
        return firstBlock + index;
    }

    long diskBlock(int index) {
        return diskBlocks[index];
    }

    boolean isMapped(int index) {
        return diskBlocks[index] >= 0;
    }

    void map(int index, long diskBlock) {
        diskBlocks[index] = diskBlock;
        if (diskBlock == HOLE) {
            setUptodate(index);
        }
    }

    void setUptodate(int index) {
        uptodate.set(index);
    }

    boolean isUptodate(int index) {
        return uptodate.get(index);
    }

    /** Whether the folio is up to date. */
    boolean areUptodate() {
        return uptodate.cardinality() == diskBlocks.length;
    }

    /**
     * Whether the blocks from {@code first} to before {@code end} are up to date, so that they can
     * be had without the rest of the folio (block_is_partially_uptodate); what lies behind the end
     * of the file is.
     */
    boolean areUptodate(int first, int end) {
        return uptodate.nextClearBit(first) >= Math.min(end, diskBlocks.length);
    }
}
