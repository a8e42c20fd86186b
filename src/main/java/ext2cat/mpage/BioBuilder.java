// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

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

    private long diskBlock;
    private long blocks;
    private int vecs;
    private List<BioVec> runs = List.of();
    private long runFileBlock;
    private long runBlocks;

    BioBuilder(BioSubmitter submitter, BioDestination destination, Bio.Op op, int maxVecs) {
        this.submitter = submitter;
        this.destination = destination;
        this.op = op;
        this.maxVecs = maxVecs;
    }

    /** Whether there is no bio at hand. */
    boolean isEmpty() {
        return blocks == 0;
    }

    /** Whether the bio at hand ends just before {@code block} on disk. */
    boolean isFollowedBy(long block) {
        return diskBlock + blocks == block;
    }

    /**
     * Adds one page's blocks, which follow the bio's last block; a full bio is submitted first
     * (bio_add_page).
     */
    void add(long fileBlock, long firstDiskBlock, long count) throws IOException {
        if (vecs == maxVecs) {
            submit(EndReason.SIZE_LIMIT);
        }
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
        vecs++;
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
        submitter.submit(bio);
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
