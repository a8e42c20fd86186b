// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.map.FileMap;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;

import java.io.IOException;

/**
 * The map of a file that does not fit into memory, looked up whenever it is asked for. A file that
 * has as many blocks as a whole one needs is taken to be whole, and nothing is looked up; but not
 * one that says that it has more blocks than the file system.
 */
final class LargeRuns implements DataRuns {

    private static final int SECTOR_BITS = 9;

    private final FileMap fileMap;
    private final long sizeBytes;
    private final int blockBits;

    LargeRuns(FileMap fileMap, long sizeBytes, int blockBits) {
        this.fileMap = fileMap;
        this.sizeBytes = sizeBytes;
        this.blockBits = blockBits;
    }

    /** The data of a file. */
    static DataRuns of(Inode inode) throws IOException {
        if (!inode.hasMap()) {
            return visitor -> visitor.run(0, inode.sizeBytes());
        }
        LargeRuns runs = new LargeRuns(inode.map(), inode.sizeBytes(), inode.volume().blockBits());
        return runs.areAll(inode) ? visitor -> visitor.run(0, inode.sizeBytes()) : runs;
    }

    @Override
    public void forEachRun(RunVisitor visitor) throws IOException {
        GetBlock map = fileMap.getBlock();
        long sizeBlocks = sizeBlocks();
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
            // A length, not an end: the last block of the largest file ends beyond 2^63 - 1.
            long length = Math.min(end - start << blockBits, sizeBytes - offset);
            visitor.run(offset, length);
        }
    }

    private long sizeBlocks() {
        // Not rounded up by adding: the largest file ends just before 2^63.
        return (sizeBytes - 1 >> blockBits) + 1;
    }

    /** Whether i_blocks counts all the blocks, of its map too, of a file without holes. */
    private boolean areAll(Inode inode) {
        long whole = fileMap.wholeBlocks(sizeBlocks());
        long xattrs = inode.disk().fileAclBlock() == 0 ? 0 : 1;
        return (inode.disk().allocatedSectors() >> blockBits - SECTOR_BITS) - xattrs >= whole
                && whole <= inode.volume().superblock().blocksCount() - xattrs;
    }
}
