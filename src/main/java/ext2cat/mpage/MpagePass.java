// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import ext2cat.bio.Bio;
import ext2cat.bio.EndReason;
import ext2cat.block.Mapping;

import java.io.IOException;

/**
 * One walk over the pages of a window (mpage_readpage_args and do_mpage_readpage): the bio at hand,
 * the mapping at hand, and the page at hand.
 */
final class MpagePass {

    /** What became of the page at hand. */
    private enum Outcome {
        /** Its blocks are one run on disk, perhaps with a hole behind. */
        RUN,
        /** It has no block at all: zeros. */
        HOLE,
        /** It has data after a hole. */
        DATA_AFTER_HOLE,
        /** Its blocks are not adjacent. */
        NOT_CONTIGUOUS
    }

    private final MpageReader reader;
    private final Window window;
    private final BioBuilder bio;
    private final int blocksPerPage;
    private final long lastBlock;

    // The mapping at hand (map_bh). firstLogicalBlock and mapCount stay when it is used up, for the
    // boundary rule.
    private boolean mapped;
    private boolean boundary;
    private long firstLogicalBlock = -1;
    private long mapDiskBlock;
    private long mapCount;
    private long holeEnd;

    // The page at hand: its run on disk, how many of its blocks are looked at, and where its hole
    // begins.
    private long blockInFile;
    private int pageBlock;
    private int firstHole;
    private long firstDiskBlock;

    MpagePass(MpageReader reader, Window window, Bio.Op op) {
        this.reader = reader;
        this.window = window;
        this.bio = new BioBuilder(reader.submitter, reader.destination, op, reader.model.maxVecs());
        this.blocksPerPage = 1 << reader.shape.blocksPerPageBits();
        this.lastBlock =
                Math.min(
                        window.endPage() << reader.shape.blocksPerPageBits(),
                        reader.shape.sizeBlocks());
    }

    void readPages() throws IOException {
        for (long page = window.firstPage(); page < window.endPage(); page = nextPage(page)) {
            switch (reader.model.pages()) {
                case COALESCED -> readPage(page);
                case BUFFERS -> reader.fullPageReader.readPage(page, EndReason.SINGLE_BLOCK);
            }
        }
    }

    void submit(EndReason end) throws IOException {
        bio.submit(end);
    }

    /** The page to look at next: behind the hole where the model leaps. */
    private long nextPage(long page) {
        return Math.max(page + 1, holeEnd >> reader.shape.blocksPerPageBits());
    }

    private void readPage(long page) throws IOException {
        switch (mapPage(page)) {
            case HOLE -> {}
            case RUN -> addToBio(page);
            case DATA_AFTER_HOLE -> confused(page, EndReason.CONFUSED_HOLE);
            case NOT_CONTIGUOUS -> confused(page, EndReason.CONFUSED_DISCONTIGUOUS);
        }
    }

    /** Finds the page's blocks: first in the mapping at hand, then by asking. */
    private Outcome mapPage(long page) throws IOException {
        blockInFile = page << reader.shape.blocksPerPageBits();
        pageBlock = 0;
        firstHole = blocksPerPage;
        if (mapped
                && blockInFile > firstLogicalBlock
                && blockInFile < firstLogicalBlock + mapCount) {
            firstDiskBlock = mapDiskBlock + (blockInFile - firstLogicalBlock);
            takeMapped();
        }
        while (pageBlock < blocksPerPage) {
            if (!ask()) {
                firstHole = Math.min(firstHole, pageBlock);
                pageBlock++;
                blockInFile++;
                continue;
            }
            if (firstHole != blocksPerPage) {
                return Outcome.DATA_AFTER_HOLE;
            }
            if (pageBlock == 0) {
                firstDiskBlock = mapDiskBlock;
            } else if (firstDiskBlock + pageBlock != mapDiskBlock) {
                return Outcome.NOT_CONTIGUOUS;
            }
            takeMapped();
        }
        return firstHole == 0 ? Outcome.HOLE : Outcome.RUN;
    }

    /**
     * Asks where the block at hand lies. Whether it lies anywhere: false for a hole and behind the
     * end of the file.
     */
    private boolean ask() throws IOException {
        mapped = false;
        if (blockInFile >= lastBlock || blockInFile < holeEnd) {
            boundary = false;
            mapCount = 0;
            return false;
        }
        long maxBlocks = lastBlock - blockInFile;
        firstLogicalBlock = blockInFile;
        switch (reader.getBlock.getBlock(blockInFile, maxBlocks)) {
            case Mapping.Mapped answer -> {
                mapped = true;
                mapDiskBlock = answer.diskBlock();
                mapCount = answer.count();
                boundary = answer.boundary();
            }
            case Mapping.Hole answer -> {
                boundary = false;
                mapCount = maxBlocks;
                if (reader.model.holes() == ReadModel.HoleRule.LEAP) {
                    holeEnd = blockInFile + answer.count();
                }
            }
        }
        return mapped;
    }

    /** Gives the page as much of the mapping at hand as it can take. */
    private void takeMapped() {
        long left = firstLogicalBlock + mapCount - blockInFile;
        int taken = (int) Math.min(left, blocksPerPage - pageBlock); // at most a page's blocks
        pageBlock += taken;
        blockInFile += taken;
        // A mapping that ends inside the page is used up; one that ends with it is kept for the
        // comparison at the next page.
        if (taken == left && pageBlock < blocksPerPage) {
            mapped = false;
        }
    }

    private void addToBio(long page) throws IOException {
        if (!bio.isEmpty() && !bio.isFollowedBy(firstDiskBlock)) {
            bio.submit(EndReason.DISCONTIGUOUS);
        }
        bio.add(page << reader.shape.blocksPerPageBits(), firstDiskBlock, firstHole);
        if (firstHole != blocksPerPage) {
            bio.submit(EndReason.HOLE);
        } else if (atBoundary()) {
            bio.submit(EndReason.BOUNDARY);
        }
    }

    /** Whether the page ends with the last block of a mapping that carries the boundary flag. */
    private boolean atBoundary() {
        return switch (reader.model.boundary()) {
            case HONOURED -> boundary && blockInFile - firstLogicalBlock == mapCount;
            case IGNORED -> false;
        };
    }

    private void confused(long page, EndReason why) throws IOException {
        bio.submit(why);
        reader.events.confused(page, why);
        reader.fullPageReader.readPage(page, why);
    }
}
