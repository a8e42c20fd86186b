// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.List;

/**
 * What the block layer made of the queued reads of a file, and which limits of the queue explain
 * it. The order of reads is compared before this; a queue's limits and plugs change only how many
 * requests reach the driver.
 *
 * @param predicted whether the queued reads are those of a model, since the capture holds none
 * @param queued reads that were queued (Q)
 * @param issued requests that were sent to the driver (D); 0 if the capture does not hold them
 * @param unsent queued reads of which the capture does not show every sector being sent
 * @param largestSectors the largest of the requests
 * @param merging which of the reads went together
 * @param splitReads how many reads were sent in more than one request
 * @param cuts how many places there are in these reads where one request ends and the next begins
 * @param limits the limits of the queue by which the places of the cuts can be explained, the more
 *     probable first; empty if nothing was cut, or no single limit explains it
 */
public record Dispatch(
        boolean predicted,
        long queued,
        long issued,
        long unsent,
        long largestSectors,
        Merging merging,
        long splitReads,
        long cuts,
        List<LimitSign> limits) {

    /** Nothing was queued and nothing sent. */
    static final Dispatch NOTHING =
            new Dispatch(false, 0, 0, 0, 0, new Merging(0, 0, 0, 0, 0, 0, 0), 0, 0, List.of());

    /**
     * Of the requests that were sent.
     *
     * @param predicted whether the reads are predicted, so that it is not known when they were
     *     queued
     * @param offsetSectors where the file system begins on the device
     * @param largestSectors the largest request that was sent to the device, of this file or not
     */
    static Dispatch of(
            RequestOrigins origins, boolean predicted, long offsetSectors, long largestSectors) {
        List<RequestOrigins.Cut> cuts = origins.cuts();
        return new Dispatch(
                predicted,
                origins.queuedReads(),
                origins.issued().size(),
                origins.unsentReads(),
                origins.issued().stream().mapToLong(SectorRead::sectors).max().orElse(0),
                origins.merging(!predicted),
                origins.splitReads(),
                cuts.size(),
                new LimitFit(cuts, origins.issued(), offsetSectors, largestSectors).signs());
    }

    /** Keeps the limits as they are now. */
    public Dispatch {
        limits = List.copyOf(limits);
    }

    /**
     * Reads that are neighbours on disk: those that were joined, and of those that were queued one
     * right after the other and yet went apart, why.
     *
     * @param requests requests that hold parts of more than one read
     * @param reads how many reads these hold together
     * @param mostReads the most that one of them holds
     * @param sentBefore pairs whose first read was sent before the second was queued
     * @param overLargest pairs that would have been larger than the largest request
     * @param overMostReads pairs whose first request held as many reads as any, and as others too
     * @param unexplained pairs for which the capture holds no reason
     */
    public record Merging(
            long requests,
            long reads,
            long mostReads,
            long sentBefore,
            long overLargest,
            long overMostReads,
            long unexplained) {}

    /** How often a read was joined to a request that others had begun. */
    long merges() {
        return merging.reads() - merging.requests();
    }
}
