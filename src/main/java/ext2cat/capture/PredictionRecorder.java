// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.readorder.BioText;
import ext2cat.readorder.Request;

import java.util.ArrayList;
import java.util.List;

/** Keeps the bios of a plan as what is expected of a capture. */
public final class PredictionRecorder implements BioSubmitter {

    private final String model;
    private final Prediction.Pages pages;
    private final int blockBits;
    private final List<Predicted> reads = new ArrayList<>();

    /**
     * Nothing predicted yet.
     *
     * @param model the model's name
     * @param pages how the pages lie in memory
     * @param blockBits log2 of the block size
     */
    public PredictionRecorder(String model, Prediction.Pages pages, int blockBits) {
        this.model = model;
        this.pages = pages;
        this.blockBits = blockBits;
    }

    @Override
    public void submit(Bio bio) {
        reads.add(new Predicted(Request.of(bio, blockBits), BioText.what(bio)));
    }

    /** What was kept so far. */
    public Prediction prediction() {
        return new Prediction(model, reads, pages);
    }
}
