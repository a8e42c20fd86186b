// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.Request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is looked for in a capture: the reads of one file.
 *
 * @param predictions what each model predicts, the expected one first
 * @param file where the file lies
 * @param others what the rest of the file system holds
 * @param blockSectors the size of a block
 * @param fileSystemSectors the size of the file system; empty if unknown
 * @param device the device to look at; empty for the one that fits
 * @param offsetSectors where the file system begins on the device; empty to find it
 */
public record CaptureQuery(
        List<Prediction> predictions,
        FileExtents file,
        SectorUses others,
        long blockSectors,
        OptionalLong fileSystemSectors,
        Optional<DeviceNumber> device,
        OptionalLong offsetSectors) {

    /** Keeps the predictions as they are now. */
    public CaptureQuery {
        predictions = List.copyOf(predictions);
    }

    /**
     * Looks for a file, wherever it is in the capture.
     *
     * @param predictions what each model predicts, the expected one first
     * @param blockSectors the size of a block
     */
    public static CaptureQuery of(List<Prediction> predictions, long blockSectors) {
        return new CaptureQuery(
                predictions,
                FileExtents.unnumbered(allRequests(predictions)),
                new SectorUses(),
                blockSectors,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    /** The same for other predictions. */
    CaptureQuery withPredictions(List<Prediction> other) {
        return new CaptureQuery(
                other, file, others, blockSectors, fileSystemSectors, device, offsetSectors);
    }

    private static List<Request> allRequests(List<Prediction> predictions) {
        List<Request> all = new ArrayList<>();
        for (Prediction prediction : predictions) {
            all.addAll(requests(prediction));
        }
        return all;
    }

    /** The requests of a prediction, in order. */
    static List<Request> requests(Prediction prediction) {
        return prediction.reads().stream().map(Predicted::request).toList();
    }
}
