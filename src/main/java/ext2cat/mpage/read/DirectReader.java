// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.ReadModel;

import java.io.IOException;
import java.util.List;

/**
 * Reads of a file that was opened with O_DIRECT (iomap_dio_rw): the blocks of each call go straight
 * into the caller's memory. There is no page cache and no readahead, so a call reads its own blocks
 * and no others, and one of 16 KiB of a file of 1 KiB blocks that begins at block 0 is two bios:
 * blocks 0-11, then, after the indirect block was read, blocks 12-15.
 */
public final class DirectReader {

    private final FileShape shape;
    private final GetBlock mapping;
    private final BioSubmitter submitter;
    private final BioDestination destination;
    private final long maxBlocks;
    private final boolean asksBeyondEnd;

    /**
     * A reader of one file.
     *
     * @param model whose map is remembered, and how large a bio is
     * @param shape the file's size and units
     * @param getBlock the file's map
     * @param submitter takes the data bios
     * @param destination where their bytes go
     */
    public DirectReader(
            ReadModel model,
            FileShape shape,
            GetBlock getBlock,
            BioSubmitter submitter,
            BioDestination destination) {
        this.shape = shape;
        this.mapping =
                switch (model.map()) {
                    case EACH_CALL -> getBlock;
                    case EXTENT_STATUS -> ExtentStatusTree.over(getBlock);
                };
        this.asksBeyondEnd = model.map() == ReadModel.MapRule.EXTENT_STATUS;
        this.submitter = submitter;
        this.destination = destination;
        this.maxBlocks =
                model.pages() == ReadModel.PageRule.BUFFERS
                        ? 1
                        : (long) model.maxVecs() << shape.blocksPerPageBits();
    }

    /**
     * Reads a range (read(2) or pread(2)).
     *
     * <p>Of a block that is asked for in part only the sectors asked for are read; its bio names
     * the block.
     *
     * @param positionBytes where, at the start of a sector
     * @param lengthBytes how much, in whole sectors
     * @return how many bytes of the file there are, 0 behind its end
     * @throws IOException if a block cannot be mapped or read
     */
    public long read(long positionBytes, long lengthBytes) throws IOException {
        long got = Math.max(0, Math.min(lengthBytes, shape.sizeBytes() - positionBytes));
        if (got == 0) {
            return 0;
        }
        long askedBytes = asksBeyondEnd ? lengthBytes : got;
        long block = positionBytes >> shape.blockBits();
        long end = (positionBytes + askedBytes - 1 >> shape.blockBits()) + 1;
        while (block < end) {
            Mapping run;
            try {
                run = mapping.getBlock(block, end - block);
            } catch (IOException e) {
                if (block < shape.sizeBlocks()) {
                    throw e;
                }
                break; // behind the end of the file nobody misses anything
            }
            if (run instanceof Mapping.Mapped mapped) {
                submit(block, mapped);
            }
            block += run.count();
        }
        return got;
    }

    private void submit(long fileBlock, Mapping.Mapped run) throws IOException {
        for (long done = 0; done < run.count(); done += maxBlocks) {
            long blocks = Math.min(maxBlocks, run.count() - done);
            submitter.submit(
                    new Bio(
                            run.diskBlock() + done,
                            blocks,
                            Bio.Op.READ,
                            BlockUse.DATA,
                            List.of(new BioVec(fileBlock + done, blocks)),
                            done + blocks == run.count()
                                    ? EndReason.WINDOW_END
                                    : EndReason.SIZE_LIMIT,
                            destination));
        }
    }
}
