// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.Optional;

/**
 * One row of prediction and capture side by side.
 *
 * @param predicted the predicted read; empty where the capture has one more
 * @param captured the captured read; empty where the prediction has one more
 */
public record AlignedRow(Optional<PredictedRead> predicted, Optional<CapturedRead> captured) {

    /** Whether both sides hold the same sectors. */
    public boolean isSame() {
        return predicted.isPresent()
                && captured.isPresent()
                && SectorRuns.sameSectors(predicted.get().request(), captured.get().request());
    }
}
