// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.readorder.format.SectorRead;

import java.io.IOException;
import java.util.List;

/**
 * Holds a plan against captured reads while it is made, and ends it at the first read that differs.
 * Where issued requests are cut does not count, nor where long runs are.
 */
final class OrderCheck implements BioSubmitter {

    /** What the plan came to. */
    enum Outcome {
        /** All sectors are equal, and neither side has more. */
        WHOLE,
        /** All that was captured is equal, and the plan goes on. */
        PART,
        /** A sector differs, or the plan has no more. */
        DIFFERENT
    }

    /** Ends a plan of which enough is known. */
    static final class Enough extends IOException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough is known");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Requests of both sides from one common cut to the next. */
    private static final class Cuts {

        private final boolean count;
        private int plannedRequests;
        private int capturedRequests;
        private long longestSectors;

        Cuts(boolean count) {
            this.count = count;
        }

        void planned(SectorRead request) {
            plannedRequests++;
            longestSectors = Math.max(longestSectors, request.sectors());
        }

        void captured(SectorRead request) {
            capturedRequests++;
            longestSectors = Math.max(longestSectors, request.sectors());
        }

        /** At a common cut: whether those before it do not matter. */
        boolean agree() {
            boolean agree =
                    !count
                            || plannedRequests == 1 && capturedRequests == 1
                            || longestSectors >= ModelMatch.MAX_VECS_SECTORS;
            plannedRequests = 0;
            capturedRequests = 0;
            longestSectors = 0;
            return agree;
        }
    }

    private final List<SectorRead> captured;
    private final int blockBits;
    private final long limitSectors;
    private final Cuts cuts;
    private boolean isStarted;
    private boolean isDifferent;
    private boolean goesOn;
    private boolean otherUrgency;
    private int at;
    private long takenSectors;
    private long plannedSectors;

    /**
     * @param captured the reads, at least one
     * @param blockBits log2 of the block size
     * @param queued whether they are queued reads, whose cuts are the reader's, not issued requests
     * @param skips whether the plan may hold other reads before the first captured one
     * @param limitSectors after how much of a plan it is given up
     */
    OrderCheck(
            List<SectorRead> captured,
            int blockBits,
            boolean queued,
            boolean skips,
            long limitSectors) {
        this.cuts = new Cuts(queued);
        this.captured = captured;
        this.blockBits = blockBits;
        this.isStarted = !skips;
        this.limitSectors = limitSectors;
    }

    @Override
    public void submit(Bio bio) throws IOException {
        SectorRead planned = SectorRead.of(bio, blockBits);
        plannedSectors += planned.sectors();
        if (at == captured.size()) {
            goesOn = true;
            throw new Enough();
        }
        if (!isStarted && planned.startSector() == captured.getFirst().startSector()) {
            isStarted = true;
        }
        if (isStarted) {
            take(planned);
        }
        if (plannedSectors > limitSectors) {
            differ();
        }
    }

    private void take(SectorRead planned) throws IOException {
        long sector = planned.startSector();
        cuts.planned(planned);
        while (sector < planned.endSector()) {
            if (at == captured.size() || captured.get(at).startSector() + takenSectors != sector) {
                differ();
            }
            if (takenSectors == 0) {
                cuts.captured(captured.get(at));
                otherUrgency |= captured.get(at).readahead() != planned.readahead();
            }
            long left = captured.get(at).sectors() - takenSectors;
            long taken = Math.min(left, planned.endSector() - sector);
            sector += taken;
            takenSectors = taken == left ? 0 : takenSectors + taken;
            at += taken == left ? 1 : 0;
        }
        if (takenSectors == 0 && !cuts.agree()) {
            differ();
        }
    }

    private void differ() throws Enough {
        isDifferent = true;
        throw new Enough();
    }

    /** What the plan came to, after it ended. */
    Outcome outcome() {
        if (isDifferent || at < captured.size()) {
            return Outcome.DIFFERENT;
        }
        return goesOn ? Outcome.PART : Outcome.WHOLE;
    }

    /** Whether a captured read is plain where readahead is planned, or the other way round. */
    boolean isOtherUrgency() {
        return otherUrgency;
    }

    /** How many captured reads are equal. */
    int equalReads() {
        return at;
    }

    /** How much was planned. */
    long plannedSectors() {
        return plannedSectors;
    }
}
