// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import java.util.List;

/**
 * All reads of a file that one model predicts, in order.
 *
 * @param model the model's name, as {@code --model} calls it
 * @param reads the reads
 * @param pages how the pages lie in memory into which is read
 */
public record Prediction(String model, List<Predicted> reads, Pages pages) {

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
    public Prediction(String model, List<Predicted> reads) {
        this(model, reads, Pages.APART);
    }

    /** Keeps the reads as they are now. */
    public Prediction {
        reads = List.copyOf(reads);
    }
}
