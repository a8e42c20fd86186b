// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.map.BlockPath;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;

import java.io.IOException;

/**
 * The map of a file that does not fit into memory, looked up whenever it is asked for. A file that
 * has as many blocks as a whole one needs is taken to be whole, and nothing is looked up; but not
 * one that says that it has more blocks than the file system.
 */
final class LargeMap implements FileMap {

    private static final int SECTOR_BITS = 9;

    private final Inode inode;
    private final int blockBits;
    private final long sizeBlocks;

    LargeMap(Inode inode) {
        this.inode = inode;
        this.blockBits = inode.volume().blockBits();
        // Not rounded up by adding: the largest file ends just before 2^63.
        this.sizeBlocks = (inode.sizeBytes() - 1 >> blockBits) + 1;
    }

    @Override
    public void forEachRun(RunVisitor visitor) throws IOException {
        if (hasAllBlocks()) {
            visitor.run(0, inode.sizeBytes());
            return;
        }
        GetBlock map = inode.getBlock(inode.volume().cache());
        long start = 0;
        long end = 0;
        for (long block = 0; block < sizeBlocks; ) {
            Mapping mapping;
            try {
                mapping = map.getBlock(block, sizeBlocks - block);
            } catch (IOException _) {
                break; // as this interface says: the rest is told as a hole
            }
            if (mapping instanceof Mapping.Mapped) {
                if (block > end) {
                    tell(visitor, start, end);
                    start = block;
                }
                end = block + mapping.count();
            }
            block += mapping.count();
        }
        tell(visitor, start, end);
    }

    private void tell(RunVisitor visitor, long start, long end) throws IOException {
        if (start < end) {
            long offset = start << blockBits;
            // A length, not an end: the last block of the largest file ends behind 2^63 - 1.
            long length = Math.min(end - start << blockBits, inode.sizeBytes() - offset);
            visitor.run(offset, length);
        }
    }

    /** Whether i_blocks counts all the blocks, of pointers too, of a file without holes. */
    private boolean hasAllBlocks() {
        int pointerBits = blockBits - 2;
        long tables = 0;
        long left = sizeBlocks - BlockPath.NDIR_BLOCKS;
        for (int level = 1; level <= 3 && left > 0; level++) {
            long mapped = Math.min(left, 1L << level * pointerBits);
            for (int above = 1; above <= level; above++) {
                tables += (mapped - 1 >> above * pointerBits) + 1;
            }
            left -= mapped;
        }
        long xattrs = inode.disk().fileAclBlock() == 0 ? 0 : 1;
        long whole = sizeBlocks + tables + xattrs;
        return inode.disk().allocatedSectors() >> blockBits - SECTOR_BITS >= whole
                && whole <= inode.volume().superblock().blocksCount();
    }
}
