// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;
import ext2cat.mpage.ReadModel;

import java.io.IOException;
import java.util.List;

/** Shorthand: the predicted reads of a file of 1 KiB blocks. */
final class Predicted {

    static final int BLOCK_BITS = 10;

    private Predicted() {}

    static Predictor of(LaidOutFile file) {
        return Predictor.of(
                file.sizeBytes(BLOCK_BITS), BLOCK_BITS, (observer, _) -> file.cold(observer));
    }

    static List<Bio> by(ReadModel model, LaidOutFile file) throws IOException {
        return of(file).model(model).predict().bios();
    }

    /** The reads in short: {@code 6183+12}. */
    static List<String> places(List<Bio> bios) {
        return bios.stream().map(bio -> bio.diskBlock() + "+" + bio.blocks()).toList();
    }

    static OrderSummary figures(ReadModel model, LaidOutFile file) throws IOException {
        return of(file).model(model).predict().summary();
    }
}
