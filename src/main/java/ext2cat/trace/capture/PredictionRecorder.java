// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.trace.Request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps the bios of a plan as what is expected of a capture. */
public final class PredictionRecorder implements BioSubmitter {

    private final String model;
    private final int blockBits;
    private final List<Predicted> reads = new ArrayList<>();

    /**
     * Nothing predicted yet.
     *
     * @param model the model's name
     * @param blockBits log2 of the block size
     */
    public PredictionRecorder(String model, int blockBits) {
        this.model = model;
        this.blockBits = blockBits;
    }

    @Override
    public void submit(Bio bio) {
        reads.add(new Predicted(Request.of(bio, blockBits), what(bio)));
    }

    /** What was kept so far. */
    public Prediction prediction() {
        return new Prediction(model, reads);
    }

    /** {@code data 0-11}, {@code IND for 12}. */
    private static String what(Bio bio) {
        if (bio.use() == BlockUse.DATA) {
            StringBuilder text = new StringBuilder("data ");
            for (BioVec vec : bio.vecs()) {
                text.append(text.length() > "data ".length() ? "," : "").append(vec.fileBlock());
                if (vec.blocks() > 1) {
                    text.append('-').append(vec.fileBlock() + vec.blocks() - 1);
                }
            }
            return text.toString();
        }
        return bio.use().level() > 0
                ? bio.use().name() + " for " + bio.vecs().getFirst().fileBlock()
                : bio.use().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
