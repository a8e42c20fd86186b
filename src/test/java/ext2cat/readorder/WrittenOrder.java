// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.mpage.ReadModel;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the predicted reads of laid-out files, with figures and a verdict. */
final class WrittenOrder {

    private WrittenOrder() {}

    static void write(
            OrderFormat format,
            OutputStream out,
            TracedImage image,
            ReadPrediction prediction,
            String path,
            LaidOutFile... files)
            throws IOException {
        try (OrderWriter writer = format.open(out, image, prediction)) {
            for (LaidOutFile file : files) {
                OrderVerifier verifier = new OrderVerifier(prediction.model());
                writer.startFile(new TracedFile(path, file.sizeBytes(Predicted.BLOCK_BITS)));
                Predicted.run(
                        prediction,
                        file,
                        bio -> {
                            writer.submit(bio);
                            verifier.submit(bio);
                        });
                List<FileResult.ModelFigures> figures = new ArrayList<>();
                for (ReadModel model : ReadPrediction.MODELS) {
                    figures.add(
                            new FileResult.ModelFigures(
                                    model.name(), Predicted.figures(model, file)));
                }
                writer.endFile(
                        new FileResult(
                                figures,
                                Optional.of(FileResult.Verdict.of(verifier)),
                                Optional.empty()));
            }
        }
    }
}
