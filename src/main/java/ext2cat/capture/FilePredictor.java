// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.bio.BioSubmitter;
import ext2cat.bio.Page;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.LikelyReaders;
import ext2cat.readorder.ReadPrediction;
import ext2cat.readorder.ReaderProgram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts the reads of one file for any reader.
 *
 * @param file the file's reads, nothing of it cached
 * @param sizeBytes its size
 * @param blockBits log2 of the block size
 */
public record FilePredictor(Source file, long sizeBytes, int blockBits) {

    private static final int BEGINNING_READS = 128;

    /** Who can read the file's map. */
    @FunctionalInterface
    public interface Source {

        /**
         * Plans the reads of the file.
         *
         * @param by who reads
         * @param observer is shown each read; what it throws ends the plan
         * @throws IOException of the image, or of the observer
         */
        void predict(ReadPrediction by, BioSubmitter observer) throws IOException;
    }

    /** Where the file lies. */
    public FileExtents extents(ReadPrediction like) throws IOException {
        FileExtents.Recorder recorder = new FileExtents.Recorder(blockBits);
        file.predict(
                new ReadPrediction(ReadModel.EXT2, ReaderProgram.WHOLE, like.limits()), recorder);
        return recorder.extents();
    }

    /** What each model predicts for a reader, that of {@code by} first. */
    public List<Prediction> predictions(ReadPrediction by) throws IOException {
        List<Prediction> predictions = new ArrayList<>();
        addPredictions(predictions, by);
        for (ReadModel other : ReadPrediction.MODELS) {
            if (other != by.model()) {
                addPredictions(predictions, by.withModel(other));
            }
        }
        return predictions;
    }

    private void addPredictions(List<Prediction> predictions, ReadPrediction by)
            throws IOException {
        for (ReadPrediction one : variants(by)) {
            PredictionRecorder recorder =
                    new PredictionRecorder(one.model().name(), pages(one), blockBits);
            file.predict(one, recorder);
            Prediction prediction = recorder.prediction();
            boolean isSame =
                    pages(one) == Prediction.Pages.ADJOINING
                            && predictions.getLast().reads().equals(prediction.reads());
            if (!isSame) {
                predictions.add(prediction);
            }
        }
    }

    /** The first reads of many readers, from which the place of the file can be found. */
    List<Prediction> beginnings(ReadPrediction by) throws IOException {
        List<Prediction> beginnings = new ArrayList<>();
        for (ReaderProgram program : LikelyReaders.ofWholeFile(blockBits)) {
            for (ReadModel model : List.of(ReadModel.EXT2, ReadModel.EXT4)) {
                ReadPrediction one = new ReadPrediction(model, program, by.limits());
                beginnings.add(beginning(one));
            }
        }
        return beginnings;
    }

    private Prediction beginning(ReadPrediction by) throws IOException {
        PredictionRecorder recorder =
                new PredictionRecorder(by.model().name(), Prediction.Pages.APART, blockBits);
        int[] reads = {0};
        try {
            file.predict(
                    by,
                    bio -> {
                        recorder.submit(bio);
                        if (++reads[0] == BEGINNING_READS) {
                            throw new OrderCheck.Enough();
                        }
                    });
        } catch (OrderCheck.Enough _) {
            // So many suffice.
        }
        return recorder.prediction();
    }

    /**
     * A model, and what it is if pages adjoin in memory, which a capture alone can tell: then bios
     * are longer, and an indirect block is read at another place among them.
     */
    List<ReadPrediction> variants(ReadPrediction by) {
        boolean isMultiPage = by.model().maxVecs() > 1;
        return isMultiPage && sizeBytes > (long) by.model().maxVecs() << Page.SHIFT
                ? List.of(by, by.withModel(by.model().withAdjoiningPages()))
                : List.of(by);
    }

    private static Prediction.Pages pages(ReadPrediction by) {
        return by.model().maxVecs() == Integer.MAX_VALUE
                ? Prediction.Pages.ADJOINING
                : Prediction.Pages.APART;
    }
}
