// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.Contents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lets the bios of many files wait, and submits them in one sweep over the disk (an elevator).
 *
 * <p>Errands are run when the sweep comes by the block that they begin with. Their metadata is read
 * at once; the bios of data that they plan are submitted by the same sweep if they lie before it,
 * else by a second one.
 */
final class DiskOrder implements BioSubmitter {

    /** Something to be read when the sweep comes by. */
    interface Errand {

        /** Where it begins. */
        long diskBlock();

        /** Reads, or plans what is to be read. Keeps to itself what fails. */
        void run(DiskOrder order);
    }

    private record Waiting(Bio bio, Piece piece) {
        long diskBlock() {
            return bio.diskBlock();
        }
    }

    private static final Comparator<Waiting> BY_BLOCK =
            Comparator.comparingLong(Waiting::diskBlock);

    private final BioSubmitter disk;
    private final int blockBits;
    private final List<Errand> errands = new ArrayList<>();
    private final PriorityQueue<Waiting> ahead = new PriorityQueue<>(BY_BLOCK);
    private final List<Waiting> behind = new ArrayList<>();
    private long headBlock;
    private Piece planned;

    /**
     * An order of nothing yet.
     *
     * @param disk carries the bios out
     * @param blockBits log2 of the block size
     */
    DiskOrder(BioSubmitter disk, int blockBits) {
        this.disk = disk;
        this.blockBits = blockBits;
    }

    void add(Errand errand) {
        errands.add(errand);
    }

    /**
     * Plans the reading of a part of a file.
     *
     * @param contents whose bios come here
     */
    void plan(Contents contents, long startBytes, long endBytes, Piece piece) {
        planned = piece;
        try {
            contents.read(startBytes, endBytes, piece);
        } catch (IOException e) {
            piece.failedToMap(e);
        }
    }

    /** Takes a bio of the piece that is planned. */
    @Override
    public void submit(Bio bio) {
        Waiting waiting = new Waiting(bio, planned);
        if (bio.diskBlock() < headBlock) {
            behind.add(waiting);
        } else {
            ahead.add(waiting);
        }
    }

    /** Does all errands. */
    void sweep() {
        errands.sort(Comparator.comparingLong(Errand::diskBlock));
        for (Errand errand : errands) {
            readUpTo(errand.diskBlock());
            headBlock = Math.max(headBlock, errand.diskBlock());
            errand.run(this);
        }
        readUpTo(Long.MAX_VALUE);
        behind.sort(BY_BLOCK);
        for (Waiting waiting : behind) {
            read(waiting);
        }
    }

    private void readUpTo(long diskBlock) {
        while (!ahead.isEmpty() && ahead.peek().diskBlock() <= diskBlock) {
            Waiting next = ahead.poll();
            headBlock = next.diskBlock();
            read(next);
        }
    }

    private void read(Waiting waiting) {
        Piece piece = waiting.piece();
        long before = piece.arrivedBytes();
        try {
            disk.submit(waiting.bio());
        } catch (IOException e) {
            piece.failedToRead(e, waiting.bio(), piece.arrivedBytes() - before, blockBits);
        }
    }
}
