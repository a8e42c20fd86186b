// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Shorthand: the predicted reads of a file of 1 KiB blocks. */
final class Predicted {

    static final int BLOCK_BITS = 10;
    static final ReadPrediction CAT =
            new ReadPrediction(ReadModel.EXT2, ReaderProgram.CAT, QueueLimits.DEFAULT);

    private Predicted() {}

    static List<Bio> by(ReadModel model, LaidOutFile file) throws IOException {
        return by(CAT.withModel(model), file);
    }

    static List<Bio> by(ReadPrediction prediction, LaidOutFile file) throws IOException {
        List<Bio> bios = new ArrayList<>();
        run(prediction, file, bios::add);
        return bios;
    }

    static void run(ReadPrediction prediction, LaidOutFile file, BioSubmitter observer)
            throws IOException {
        BioSubmitter submitter = RecordingSubmitter.ofPrediction(observer, _ -> {});
        prediction.run(file.sizeBytes(BLOCK_BITS), BLOCK_BITS, file.cold(submitter), submitter);
    }

    /** The reads in short: {@code 6183+12}. */
    static List<String> places(List<Bio> bios) {
        return bios.stream().map(bio -> bio.diskBlock() + "+" + bio.blocks()).toList();
    }

    static OrderSummary figures(ReadModel model, LaidOutFile file) throws IOException {
        OrderStatistics statistics = new OrderStatistics(BLOCK_BITS);
        run(CAT.withModel(model), file, statistics);
        return statistics.summary();
    }
}
