// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;

import java.util.List;

/**
 * The reads that a file is predicted to take.
 *
 * @param bios the reads of data and of indirect blocks, in the order in which they are submitted
 * @param summary their order in figures
 * @param verdict whether they are in the order that the layout allows
 */
public record Prediction(List<Bio> bios, OrderSummary summary, OrderVerdict verdict) {

    /** Keeps the reads as they are now. */
    public Prediction {
        bios = List.copyOf(bios);
    }
}
