// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.Bio;
import ext2cat.bio.EndReason;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.ReadModel;

import java.io.IOException;

/**
 * One walk over the folios of a window (mpage_readpage_args and do_mpage_readpage): the bio at
 * hand, the mapping at hand, and the folio at hand.
 */
final class MpagePass {

    /** What became of the folio at hand. */
    private enum Outcome {
        /** Its blocks are one run on disk, perhaps with a hole behind. */
        RUN,
        /** It has no block at all: zeros. */
        HOLE,
        /** It has data after a hole. */
        DATA_AFTER_HOLE,
        /** Its blocks are not adjacent. */
        NOT_CONTIGUOUS,
        /** One of its blocks cannot be mapped. */
        FAILED
    }

    private final MpageReader reader;
    private final Window window;
    private final BioBuilder bio;
    private final int blocksPerPageBits;
    private long pagesLeft;
    private long lastBlock;

    // The mapping at hand (map_bh). firstLogicalBlock and mapCount stay when it is used up, for the
    // boundary rule.
    private boolean mapped;
    private boolean boundary;
    private long firstLogicalBlock = -1;
    private long mapDiskBlock;
    private long mapCount;
    private long holeEnd;

    // The folio at hand: how many blocks it has and how many of them are looked at, its run on
    // disk, where its hole begins, and whether the mapping at hand was made for it and fits in it.
    private long blocksPerFolio;
    private long blockInFile;
    private long folioBlock;
    private long firstHole;
    private long firstDiskBlock;
    private boolean mappedWithin;

    MpagePass(MpageReader reader, Window window, Bio.Op op) {
        this.reader = reader;
        this.window = window;
        this.bio =
                new BioBuilder(
                        reader.submitter,
                        reader.destination,
                        op,
                        reader.model.maxVecs(),
                        reader.errors);
        this.blocksPerPageBits = reader.shape.blocksPerPageBits();
        this.pagesLeft = window.pages();
    }

    void readPages() throws IOException {
        for (FolioRun run : window.folios()) {
            long page = run.firstPage();
            while (page < run.endPage()) {
                // Counted from the page at hand, so in a list with gaps it is not the last page's.
                lastBlock =
                        Math.min(
                                (page + pagesLeft) << blocksPerPageBits, reader.shape.sizeBlocks());
                readFolio(page, run.order());
                long next = nextFolio(page, run.order(), run.endPage());
                next += addInside(next, run.order(), run.endPage());
                pagesLeft -= next - page;
                page = next;
            }
        }
    }

    void submit(EndReason end) throws IOException {
        bio.submit(end);
    }

    /**
     * The folio to look at next: the next one, or the one in which a hole ends that is leapt over.
     */
    private long nextFolio(long page, int order, long end) {
        long behindHole = holeEnd >> (blocksPerPageBits + order) << order;
        return Math.max(page + (1L << order), Math.min(behindHole, end));
    }

    /**
     * Adds at once the folios that lie inside the mapping at hand: nothing is to be asked for them,
     * and what is said of the mapping's end does not concern them.
     *
     * @return how many pages they have
     */
    private long addInside(long page, int order, long end) throws IOException {
        long blocksIntoMapping = (page << blocksPerPageBits) - firstLogicalBlock;
        if (!mapped || blocksIntoMapping <= 0) {
            return 0;
        }
        long folios =
                Math.min(
                        (mapCount - 1 - blocksIntoMapping) >> (blocksPerPageBits + order),
                        (end - page) >> order);
        if (folios <= 0) {
            return 0;
        }
        bio.addAll(
                page << blocksPerPageBits,
                mapDiskBlock + blocksIntoMapping,
                folios,
                blocksPerFolio);
        return folios << order;
    }

    private void readFolio(long page, int order) throws IOException {
        blocksPerFolio = 1L << (blocksPerPageBits + order);
        if (reader.model.pages() == ReadModel.PageRule.BUFFERS) {
            reader.fullPageReader.readFolio(page, order, EndReason.SINGLE_BLOCK);
            return;
        }
        if (reader.fullPageReader.hasBuffers(page)) {
            confused(page, order, EndReason.CONFUSED_BUFFERS);
            return;
        }
        switch (mapFolio(page)) {
            case HOLE -> {}
            case RUN -> addToBio(page);
            case DATA_AFTER_HOLE -> confused(page, order, EndReason.CONFUSED_HOLE);
            case NOT_CONTIGUOUS -> confused(page, order, EndReason.CONFUSED_DISCONTIGUOUS);
            // Block by block, what lies before the failure is read, and the failure comes out.
            case FAILED -> confused(page, order, EndReason.ERROR);
        }
    }

    private Outcome mapFolio(long page) {
        try {
            return tryToMapFolio(page);
        } catch (IOException _) {
            mapped = false;
            return Outcome.FAILED;
        }
    }

    /** Finds the folio's blocks: first in the mapping at hand, then by asking. */
    private Outcome tryToMapFolio(long page) throws IOException {
        blockInFile = page << blocksPerPageBits;
        folioBlock = 0;
        firstHole = blocksPerFolio;
        mappedWithin = false;
        if (mapped
                && blockInFile > firstLogicalBlock
                && blockInFile < firstLogicalBlock + mapCount) {
            firstDiskBlock = mapDiskBlock + (blockInFile - firstLogicalBlock);
            takeMapped();
        }
        while (folioBlock < blocksPerFolio) {
            if (!ask()) {
                firstHole = Math.min(firstHole, folioBlock);
                folioBlock++;
                blockInFile++;
                continue;
            }
            if (firstHole != blocksPerFolio) {
                return Outcome.DATA_AFTER_HOLE;
            }
            if (folioBlock == 0) {
                firstDiskBlock = mapDiskBlock;
            } else if (firstDiskBlock + folioBlock != mapDiskBlock) {
                return Outcome.NOT_CONTIGUOUS;
            }
            mappedWithin = mapCount <= blocksPerFolio - folioBlock;
            takeMapped();
        }
        return firstHole == 0 ? Outcome.HOLE : Outcome.RUN;
    }

    /**
     * Asks where the block at hand lies. Whether it lies anywhere: false for a hole and behind the
     * end of the window or file.
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
        Mapping answer = reader.mapping.getBlock(blockInFile, maxBlocks);
        // No switch over the types: each JVM that meets one takes tens of milliseconds to link it.
        if (answer instanceof Mapping.Mapped run) {
            mapped = true;
            mapDiskBlock = run.diskBlock();
            mapCount = run.count();
            boundary = run.boundary();
        } else {
            boundary = false;
            mapCount = maxBlocks;
            if (reader.model.holes() == ReadModel.HoleRule.LEAP) {
                holeEnd = blockInFile + answer.count();
            }
        }
        return mapped;
    }

    /** Gives the folio as much of the mapping at hand as it can take. */
    private void takeMapped() {
        long left = firstLogicalBlock + mapCount - blockInFile;
        long taken = Math.min(left, blocksPerFolio - folioBlock);
        folioBlock += taken;
        blockInFile += taken;
        // A mapping that ends inside the folio is used up. One that ends with it is kept, and found
        // not to reach the next folio.
        if (taken == left && folioBlock < blocksPerFolio) {
            mapped = false;
        }
    }

    private void addToBio(long page) throws IOException {
        bio.add(page << blocksPerPageBits, firstDiskBlock, firstHole);
        if (firstHole != blocksPerFolio) {
            bio.submit(EndReason.HOLE);
        } else if (atBoundary()) {
            bio.submit(EndReason.BOUNDARY);
        }
    }

    /** Whether the folio ends with the last block of a mapping whose boundary flag counts. */
    private boolean atBoundary() {
        return boundary
                && switch (reader.model.boundary()) {
                    case HONOURED -> blockInFile - firstLogicalBlock == mapCount;
                    case WITHIN_FOLIO -> mappedWithin;
                    case IGNORED -> false;
                };
    }

    private void confused(long page, int order, EndReason why) throws IOException {
        bio.submit(why);
        reader.events.confused(page, why);
        reader.fullPageReader.readFolio(page, order, why);
    }
}
