// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.mpage.ReadModel;
import ext2cat.readorder.format.OrderFormat;
import ext2cat.readorder.format.OrderWriter;
import ext2cat.readorder.format.TracedImage;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the predicted reads of laid-out files. */
final class WrittenOrder {

    private WrittenOrder() {}

    static void write(
            OrderFormat format,
            OutputStream out,
            TracedImage image,
            ReadModel model,
            String path,
            LaidOutFile... files)
            throws IOException {
        try (OrderWriter writer = format.open(out, image)) {
            for (LaidOutFile file : files) {
                writer.startFile(path);
                Predicted.of(file).model(model).predict(writer);
            }
        }
    }
}
