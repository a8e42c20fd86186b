// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.bio.Page;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.ReaderProgram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The predictions with which a capture is compared. */
final class ModelOrders {

    /** So many reads suffice to find the place of a file in a capture. */
    private static final int BEGINNING_READS = 128;

    private ModelOrders() {}

    /** What each model predicts for a reader, that of {@code asked} first. */
    static List<ModelOrder> ofModels(Predictor asked) throws IOException {
        List<ModelOrder> orders = new ArrayList<>();
        add(orders, asked);
        for (ReadModel other : Predictor.MODELS) {
            if (other != asked.model()) {
                add(orders, asked.model(other));
            }
        }
        return orders;
    }

    private static void add(List<ModelOrder> orders, Predictor by) throws IOException {
        for (Predictor one : variants(by)) {
            ModelOrder order = order(one, Integer.MAX_VALUE);
            boolean isSame =
                    order.pages() == ModelOrder.Pages.ADJOINING
                            && orders.getLast().reads().equals(order.reads());
            if (!isSame) {
                orders.add(order);
            }
        }
    }

    /** The first reads of many readers, from which the place of the file can be found. */
    static List<ModelOrder> beginnings(Predictor asked) throws IOException {
        List<ModelOrder> beginnings = new ArrayList<>();
        for (ReaderProgram program : LikelyReaders.ofWholeFile(asked.blockBits())) {
            for (ReadModel model : List.of(ReadModel.EXT2, ReadModel.EXT4)) {
                beginnings.add(order(asked.reader(program).model(model), BEGINNING_READS));
            }
        }
        return beginnings;
    }

    /**
     * A predictor, and what it is if pages adjoin in memory, which a capture alone can tell: then
     * bios are longer, and an indirect block is read at another place among them.
     */
    static List<Predictor> variants(Predictor by) {
        ReadModel model = by.model();
        boolean isMultiPage = model.maxVecs() > 1;
        return isMultiPage && by.sizeBytes() > (long) model.maxVecs() << Page.SHIFT
                ? List.of(by, by.model(model.withAdjoiningPages()))
                : List.of(by);
    }

    private static ModelOrder order(Predictor by, int mostReads) throws IOException {
        List<PredictedRead> reads = new ArrayList<>();
        try {
            by.predict(
                    bio -> {
                        reads.add(PredictedRead.of(bio, by.blockBits()));
                        if (reads.size() == mostReads) {
                            throw new OrderCheck.Enough();
                        }
                    });
        } catch (OrderCheck.Enough _) {
            // So many suffice.
        }
        return new ModelOrder(
                by.model().name(),
                reads,
                by.model().maxVecs() == Integer.MAX_VALUE
                        ? ModelOrder.Pages.ADJOINING
                        : ModelOrder.Pages.APART);
    }
}
