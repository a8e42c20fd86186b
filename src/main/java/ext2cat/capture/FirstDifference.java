// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.Optional;

/**
 * Where a capture leaves a prediction.
 *
 * @param number the read's number, from 1
 * @param reason in which way
 * @param predicted the read that was predicted; empty after the last
 * @param captured the read that was captured; empty after the last
 */
public record FirstDifference(
        int number,
        Reason reason,
        Optional<PredictedRead> predicted,
        Optional<CapturedRead> captured) {

    /** In which way a capture leaves a prediction. */
    public enum Reason {
        /** The capture has both reads, the other way round. */
        ORDER,
        /** The read begins as predicted and has another length. */
        LENGTH,
        /** The predicted read is nowhere in the capture. */
        MISSING,
        /** The captured read is nowhere in the prediction. */
        EXTRA,
        /** The capture has no more reads. */
        CAPTURE_ENDS,
        /** The prediction has no more reads. */
        PREDICTION_ENDS
    }
}
