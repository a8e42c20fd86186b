// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.map.Branch.Absent;
import ext2cat.map.Branch.Table;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import java.io.IOException;

/**
 * The block map of one ext2 inode: {@link #getBlock} over direct and indirect blocks
 * (ext2_get_block, with get_branch and ext2_get_blocks).
 *
 * <p>A run never passes the end of a table of pointers. When it reaches the table's last pointer,
 * the answer carries BH_Boundary: the next block needs another indirect block.
 *
 * <p>A map that repeats is damage, though Linux reads it: with one indirect block at a thousand
 * places, three blocks make a file of 4 TiB. An indirect block at a second place is an error, and
 * so is the data block that is one more than the file system has.
 *
 * <p>Not for several threads at once: it keeps the branch of the last call.
 */
public final class BlockMapper implements GetBlock {

    private final long inode;
    private final long[] blockPointers;
    private final Table direct;
    private final BufferCache cache;
    private final BlockRange range;
    private final int pointerBits;
    private final TablePlaces tablePlaces = new TablePlaces();
    private Branch branch;

    /**
     * Before this file block, {@link #mappedBlocks} are mapped; or more, if some were not asked
     * for.
     */
    private long countedEnd;

    private long mappedBlocks;

    /**
     * A mapper for one inode.
     *
     * @param inode the inode's number, for messages
     * @param blockPointers i_block: 15 pointers, 0 for a hole
     * @param cache reads indirect blocks
     * @param range the blocks that pointers may name
     */
    public BlockMapper(long inode, long[] blockPointers, BufferCache cache, BlockRange range) {
        if (blockPointers.length != BlockPath.N_BLOCKS) {
            throw new IllegalArgumentException(blockPointers.length + " pointers instead of 15");
        }
        this.inode = inode;
        this.blockPointers = blockPointers.clone();
        this.cache = cache;
        this.range = range;
        this.pointerBits = Integer.numberOfTrailingZeros(cache.blockSizeBytes() / Integer.BYTES);
        int[] pointers = new int[BlockPath.NDIR_BLOCKS];
        for (int slot = 0; slot < pointers.length; slot++) {
            pointers[slot] = (int) blockPointers[slot];
        }
        this.direct = new Table(0, BlockPath.NDIR_BLOCKS, pointers, new long[0]);
        this.branch = direct;
    }

    @Override
    public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
        if (!branch.covers(fileBlock)) {
            branch = fileBlock < BlockPath.NDIR_BLOCKS ? direct : getBranch(fileBlock);
        }
        // No switch over the types: each JVM that meets one takes tens of milliseconds to link it.
        if (branch instanceof Table table) {
            return getBlocks(table, fileBlock, maxBlocks);
        }
        return new Mapping.Hole(
                Math.min(maxBlocks, branch.blocks() - (fileBlock - branch.firstFileBlock())));
    }

    /**
     * Follows the pointers of an indirect file block down to the table that holds its own pointer
     * (get_branch).
     */
    private Branch getBranch(long fileBlock) throws IOException {
        if (fileBlock >= BlockPath.maxBlocks(pointerBits)) {
            throw new CorruptImageException(
                    "inode %d: file block %d is beyond the last one that a block map can address, %d"
                            .formatted(inode, fileBlock, BlockPath.maxBlocks(pointerBits) - 1));
        }
        BlockPath path = BlockPath.of(fileBlock, pointerBits);
        long[] chain = new long[path.depth() - 1];
        long pointer = blockPointers[path.slot()];
        for (int step = 0; ; step++) {
            long firstFileBlock = fileBlock - path.blocksIntoPointer(step, pointerBits);
            long blocks = path.blocksPerPointer(step, pointerBits);
            if (pointer == 0) {
                return new Absent(firstFileBlock, blocks);
            }
            BlockUse use = BlockUse.indirect(path.depth() - 1 - step);
            verify(pointer, use, fileBlock, chain);
            verifyIsOnce(pointer, use, firstFileBlock);
            chain[step] = pointer;
            BufferHead table = cache.bread(pointer, use, firstFileBlock);
            if (step == path.depth() - 2) {
                return new Table(firstFileBlock, blocks, table.pointers(), chain);
            }
            pointer = table.pointer(path.offset(step + 1, pointerBits));
        }
    }

    /**
     * The run of adjacent blocks, or of null pointers, at {@code fileBlock} in one table
     * (ext2_get_blocks).
     */
    private Mapping getBlocks(Table table, long fileBlock, long maxBlocks)
            throws CorruptImageException {
        long index = fileBlock - table.firstFileBlock();
        long limit = Math.min(maxBlocks, table.blocks() - index);
        long first = table.pointer(index);
        long count = table.runLength(index, limit);
        if (first == 0) {
            return new Mapping.Hole(count);
        }
        if (!range.contains(first, 1)) {
            throw new CorruptImageException(
                    "inode %d: file block %d points to block %d, which is outside the file system (blocks %s)"
                            .formatted(inode, fileBlock, first, range));
        }
        if (table.leadsThrough(first)) {
            throw new CorruptImageException(
                    "inode %d: file block %d points to block %d, an indirect block of the same map"
                            .formatted(inode, fileBlock, first));
        }
        // The range ends below 2^32, where the comparison of pointers would begin again at 0.
        count = table.lengthOutsideChain(first, Math.min(count, range.end() - first));
        countMapped(fileBlock, count);
        return new Mapping.Mapped(first, count, index + count == table.blocks());
    }

    private void verify(long pointer, BlockUse use, long fileBlock, long[] chain)
            throws CorruptImageException {
        if (!range.contains(pointer, 1)) {
            throw new CorruptImageException(
                    "inode %d: the %s block of file block %d is said to be block %d, which is outside the file system (blocks %s)"
                            .formatted(inode, use, fileBlock, pointer, range));
        }
        for (long above : chain) { // 0, which is no pointer, behind those that were passed
            if (above == pointer) {
                throw new CorruptImageException(
                        "inode %d: the %s block of file block %d is said to be block %d, which leads to itself"
                                .formatted(inode, use, fileBlock, pointer));
            }
        }
    }

    private void verifyIsOnce(long table, BlockUse use, long firstFileBlock)
            throws CorruptImageException {
        long place = tablePlaces.meet(table, firstFileBlock);
        if (place != firstFileBlock) {
            throw new CorruptImageException(
                    "inode %d: the %s block of file block %d is said to be block %d, which maps file block %d already: the map repeats"
                            .formatted(inode, use, firstFileBlock, table, place));
        }
    }

    /** Counts the blocks that are mapped, as far as they are asked for from front to back. */
    private void countMapped(long fileBlock, long count) throws CorruptImageException {
        long end = fileBlock + count;
        if (end <= countedEnd) {
            return;
        }
        long mapped = mappedBlocks + Math.min(count, end - countedEnd);
        // Nothing is counted then, so that whoever asks again hears the same.
        if (mapped > range.end() - range.first()) {
            throw new CorruptImageException(
                    "inode %d: up to file block %d it has %d blocks, more than the file system (blocks %s): the map repeats"
                            .formatted(inode, end - 1, mapped, range));
        }
        mappedBlocks = mapped;
        countedEnd = end;
    }
}
