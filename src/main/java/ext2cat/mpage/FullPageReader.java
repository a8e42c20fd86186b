// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;
import ext2cat.block.GetBlock;
import ext2cat.block.Mapping;

import java.io.IOException;
import java.util.List;

/**
 * Reads a page block by block (block_read_full_folio): one get_block call and one bio for each
 * block, even where the blocks are adjacent on disk. The way of pages that do not fit one run of
 * disk blocks.
 */
final class FullPageReader {

    private final FileShape shape;
    private final ReadModel.BufferRule rule;
    private final GetBlock getBlock;
    private final BioSubmitter submitter;
    private final BioDestination destination;

    FullPageReader(
            FileShape shape,
            ReadModel.BufferRule rule,
            GetBlock getBlock,
            BioSubmitter submitter,
            BioDestination destination) {
        this.shape = shape;
        this.rule = rule;
        this.getBlock = getBlock;
        this.submitter = submitter;
        this.destination = destination;
    }

    /**
     * Reads the blocks of one page that lie inside the file.
     *
     * @param why the reason that its bios state
     */
    void readPage(long page, EndReason why) throws IOException {
        int blocksPerPage = 1 << shape.blocksPerPageBits(); // at most 4: 1 KiB blocks in a page
        long first = page << shape.blocksPerPageBits();
        int count = (int) Math.min(blocksPerPage, shape.sizeBlocks() - first);
        switch (rule) {
            case MAP_ALL_FIRST -> {
                long[] diskBlocks = new long[count];
                for (int i = 0; i < count; i++) {
                    diskBlocks[i] = map(first + i);
                }
                for (int i = 0; i < count; i++) {
                    submit(first + i, diskBlocks[i], why);
                }
            }
            case READ_AS_MAPPED -> {
                for (int i = 0; i < count; i++) {
                    submit(first + i, map(first + i), why);
                }
            }
        }
    }

    /** The disk block of one file block, or {@link #HOLE}. */
    private long map(long fileBlock) throws IOException {
        return switch (getBlock.getBlock(fileBlock, 1)) {
            case Mapping.Mapped mapped -> mapped.diskBlock();
            case Mapping.Hole _ -> HOLE;
        };
    }

    private static final long HOLE = -1;

    private void submit(long fileBlock, long diskBlock, EndReason why) throws IOException {
        if (diskBlock != HOLE) {
            submitter.submit(
                    new Bio(
                            diskBlock,
                            1,
                            Bio.Op.READ,
                            BlockUse.DATA,
                            List.of(new BioVec(fileBlock, 1)),
                            why,
                            destination));
        }
    }
}
