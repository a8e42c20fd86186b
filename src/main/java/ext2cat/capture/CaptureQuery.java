// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.format.SectorRead;
import ext2cat.volume.Volume;

import java.io.IOException;
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
        List<ModelOrder> predictions,
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
     * Looks for a file of a volume.
     *
     * @param file who is expected to read it
     * @param volume whose file it is
     * @param device the device to look at; empty for the one that fits
     * @param offsetSectors where the file system begins on the device; empty to find it
     * @throws IOException if the volume cannot be read
     */
    public static CaptureQuery of(
            Predictor file,
            Volume volume,
            Optional<DeviceNumber> device,
            OptionalLong offsetSectors)
            throws IOException {
        int sectorBits = volume.blockBits() - SectorRead.SECTOR_SHIFT;
        return new CaptureQuery(
                ModelOrders.ofModels(file),
                FileExtents.of(file),
                SectorUses.of(volume),
                1L << sectorBits,
                OptionalLong.of(volume.superblock().blocksCount() << sectorBits),
                device,
                offsetSectors);
    }

    /**
     * Looks for a file, wherever it is in the capture.
     *
     * @param predictions what each model predicts, the expected one first
     * @param blockSectors the size of a block
     */
    static CaptureQuery of(List<ModelOrder> predictions, long blockSectors) {
        return new CaptureQuery(
                predictions,
                FileExtents.unnumbered(allRequests(predictions)),
                new SectorUses(),
                blockSectors,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    CaptureQuery withPredictions(List<ModelOrder> other) {
        return new CaptureQuery(
                other, file, others, blockSectors, fileSystemSectors, device, offsetSectors);
    }

    private static List<SectorRead> allRequests(List<ModelOrder> predictions) {
        List<SectorRead> all = new ArrayList<>();
        for (ModelOrder prediction : predictions) {
            all.addAll(requests(prediction));
        }
        return all;
    }

    /** The requests of a prediction, in order. */
    static List<SectorRead> requests(ModelOrder prediction) {
        return prediction.reads().stream().map(PredictedRead::request).toList();
    }
}
