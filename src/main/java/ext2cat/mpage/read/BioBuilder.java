// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The data bio at hand of one pass: grows page by page, until it is submitted and the next one
 * begins.
 */
final class BioBuilder {

    private final BioSubmitter submitter;
    private final BioDestination destination;
    private final Bio.Op op;
    private final int maxVecs;
    private final ReadErrors errors;

    private long diskBlock;
    private long blocks;
    private int vecs;
    private List<BioVec> runs = List.of();
    private long runFileBlock;
    private long runBlocks;

    BioBuilder(
            BioSubmitter submitter,
            BioDestination destination,
            Bio.Op op,
            int maxVecs,
            ReadErrors errors) {
        this.submitter = submitter;
        this.destination = destination;
        this.op = op;
        this.maxVecs = maxVecs;
        this.errors = errors;
    }

    /** Whether there is no bio at hand. */
    boolean isEmpty() {
        return blocks == 0;
    }

    /**
     * Adds one folio's blocks (bio_add_page). A bio that they do not follow on disk is submitted
     * first, and so is a full one.
     */
    void add(long fileBlock, long firstDiskBlock, long count) throws IOException {
        makeRoom(firstDiskBlock);
        addRun(fileBlock, firstDiskBlock, count);
        vecs++;
    }

    /** Adds several folios, all of whose blocks are adjacent in the file and on disk. */
    void addAll(long fileBlock, long firstDiskBlock, long folios, long blocksPerFolio)
            throws IOException {
        for (long added = 0; added < folios; ) {
            long addedBlocks = added * blocksPerFolio;
            makeRoom(firstDiskBlock + addedBlocks);
            long fitting = Math.min(folios - added, maxVecs - vecs);
            addRun(fileBlock + addedBlocks, firstDiskBlock + addedBlocks, fitting * blocksPerFolio);
            vecs += (int) fitting; // at most maxVecs
            added += fitting;
        }
    }

    private void makeRoom(long nextDiskBlock) throws IOException {
        if (!isEmpty() && diskBlock + blocks != nextDiskBlock) {
            submit(EndReason.DISCONTIGUOUS);
        }
        if (vecs == maxVecs) {
            submit(EndReason.SIZE_LIMIT);
        }
    }

    private void addRun(long fileBlock, long firstDiskBlock, long count) {
        if (isEmpty()) {
            diskBlock = firstDiskBlock;
            runFileBlock = fileBlock;
            runBlocks = 0;
        } else if (runFileBlock + runBlocks != fileBlock) {
            closeRun();
            runFileBlock = fileBlock;
            runBlocks = 0;
        }
        runBlocks += count;
        blocks += count;
    }

    /** Submits the bio at hand, if there is one (mpage_bio_submit). */
    void submit(EndReason end) throws IOException {
        if (isEmpty()) {
            return;
        }
        closeRun();
        Bio bio = new Bio(diskBlock, blocks, op, BlockUse.DATA, runs, end, destination);
        blocks = 0;
        vecs = 0;
        runs = List.of();
        try {
            submitter.submit(bio);
        } catch (IOException e) {
            for (BioVec run : bio.vecs()) {
                errors.failed(run.fileBlock(), run.blocks(), e);
            }
        }
    }

    private void closeRun() {
        BioVec run = new BioVec(runFileBlock, runBlocks);
        switch (runs.size()) {
            case 0 -> runs = List.of(run);
            case 1 -> runs = new ArrayList<>(List.of(runs.getFirst(), run));
            default -> runs.add(run);
        }
    }
}
