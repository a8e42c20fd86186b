// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import java.util.List;

/**
 * All reads of a file that one model predicts, in order.
 *
 * @param model the model's name, as {@code --model} calls it
 * @param reads the reads
 */
public record Prediction(String model, List<Predicted> reads) {

    /** Keeps the reads as they are now. */
    public Prediction {
        reads = List.copyOf(reads);
    }
}
