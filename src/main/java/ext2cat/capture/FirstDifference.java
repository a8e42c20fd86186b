// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.Optional;

/**
 * Where a capture leaves a prediction.
 *
 * @param number the read's number, from 1
 * @param reason in which way
 * @param predicted the read that was predicted; empty behind the last
 * @param captured the read that was captured; empty behind the last
 */
public record FirstDifference(
        int number,
        Reason reason,
        Optional<PredictedRead> predicted,
        Optional<CapturedRead> captured) {

    /** In which way a capture leaves a prediction. */
    public enum Reason {
        /** The capture has both reads, the other way round. */
        ORDER("the order is another"),
        /** The read begins as predicted and has another length. */
        LENGTH("the length is another"),
        /** The predicted read is nowhere in the capture. */
        MISSING("the predicted read is missing"),
        /** The captured read is nowhere in the prediction. */
        EXTRA("the captured read is not predicted"),
        /** The capture has no more reads. */
        CAPTURE_ENDS("the capture has no more reads of the file"),
        /** The prediction has no more reads. */
        PREDICTION_ENDS("the prediction has no more reads");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** In which way, in words. */
        public String text() {
            return text;
        }
    }
}
