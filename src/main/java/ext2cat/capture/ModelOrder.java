// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.List;

/**
 * All reads of a file that one model predicts, in order.
 *
 * @param model the model's name, as {@code --model} calls it
 * @param reads the reads
 * @param pages how the pages lie in memory into which is read
 */
public record ModelOrder(String model, List<PredictedRead> reads, Pages pages) {

    /** How pages lie in memory: a bio takes 256 runs of them. */
    public enum Pages {
        /** No two adjoin, so that a bio takes 256 pages (or large folios). */
        APART,
        /** All adjoin, so that a bio takes as many as there are to be read. */
        ADJOINING
    }

    /**
     * The reads for memory in which no two pages adjoin.
     *
     * @param model the model's name
     * @param reads the reads
     */
    public ModelOrder(String model, List<PredictedRead> reads) {
        this(model, reads, Pages.APART);
    }

    /** Keeps the reads as they are now. */
    public ModelOrder {
        reads = List.copyOf(reads);
    }

    /** From the first to the last of the reads that have a sector in common with the given ones. */
    ModelOrder within(List<SectorRead> captured) {
        SectorSet sectors = SectorSet.of(captured);
        int first = 0;
        int end = reads.size();
        while (first < end && !isIn(sectors, first)) {
            first++;
        }
        while (first < end && !isIn(sectors, end - 1)) {
            end--;
        }
        return new ModelOrder(model, reads.subList(first, end), pages);
    }

    private boolean isIn(SectorSet sectors, int read) {
        SectorRead request = reads.get(read).request();
        return sectors.intersects(request.startSector(), request.sectors());
    }
}
