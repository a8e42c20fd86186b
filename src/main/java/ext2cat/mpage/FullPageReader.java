// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;

import java.io.IOException;
import java.util.List;

/**
 * Reads a folio block by block (block_read_full_folio): one get_block call and one bio for each
 * block, even where the blocks are adjacent on disk. The way of pages that do not fit one run of
 * disk blocks.
 */
final class FullPageReader {

    private static final long HOLE = -1;

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
     * Reads the blocks of one folio that lie inside the file.
     *
     * @param why the reason that its bios state
     * @throws IOException if a block cannot be mapped or read; all that lies before it was
     *     submitted
     */
    void readFolio(long page, int order, EndReason why) throws IOException {
        long first = page << shape.blocksPerPageBits();
        long blocks = 1L << (shape.blocksPerPageBits() + order);
        long end = Math.min(first + blocks, shape.sizeBlocks());
        switch (rule) {
            case MAP_ALL_FIRST -> mapAllFirst(first, end, why);
            case ONE_AHEAD -> oneAhead(first, end, why);
            case READ_AS_MAPPED -> readAsMapped(first, end, why);
        }
    }

    private void mapAllFirst(long first, long end, EndReason why) throws IOException {
        // A folio has at most 2^9 pages of at most four blocks, so the narrowing keeps the value.
        long[] diskBlocks = new long[(int) (end - first)];
        int mapped = 0;
        try {
            for (; mapped < diskBlocks.length; mapped++) {
                diskBlocks[mapped] = map(first + mapped);
            }
        } finally {
            for (int i = 0; i < mapped; i++) {
                submit(first + i, diskBlocks[i], why);
            }
        }
    }

    private void oneAhead(long first, long end, EndReason why) throws IOException {
        long waitingFileBlock = first;
        long waiting = HOLE;
        for (long fileBlock = first; fileBlock < end; fileBlock++) {
            long diskBlock;
            try {
                diskBlock = map(fileBlock);
            } catch (IOException e) {
                submit(waitingFileBlock, waiting, why);
                throw e;
            }
            if (diskBlock != HOLE) {
                submit(waitingFileBlock, waiting, why);
                waitingFileBlock = fileBlock;
                waiting = diskBlock;
            }
        }
        submit(waitingFileBlock, waiting, why);
    }

    private void readAsMapped(long first, long end, EndReason why) throws IOException {
        for (long fileBlock = first; fileBlock < end; fileBlock++) {
            submit(fileBlock, map(fileBlock), why);
        }
    }

    /** The disk block of one file block, or {@link #HOLE}. */
    private long map(long fileBlock) throws IOException {
        return switch (getBlock.getBlock(fileBlock, 1)) {
            case Mapping.Mapped mapped -> mapped.diskBlock();
            case Mapping.Hole _ -> HOLE;
        };
    }

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
