// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a capture compares with the prediction of one model.
 *
 * @param prediction what the model predicts, as far as the capture goes
 * @param verdict equal, equal apart from cuts, or different
 * @param cost what the model's own order costs
 */
public record ModelMatch(ModelOrder prediction, Verdict.OfModel verdict, ReadCost cost) {

    /**
     * A bio takes 256 vecs, and pages that adjoin in memory share one: where a run of more than 256
     * pages is cut depends on the memory of the machine.
     */
    static final long MAX_VECS_SECTORS = 256 * 4096 / 512;

    /**
     * Compares.
     *
     * @param whole what the model predicts for the whole read
     * @param reads what was captured
     * @param queued whether queued reads were captured, not issued requests
     * @param isPart whether the capture holds only a part of the file, so that it is compared as
     *     far as it goes
     */
    static ModelMatch of(
            ModelOrder whole,
            List<CapturedRead> reads,
            boolean queued,
            boolean isPart,
            long blockSectors) {
        ModelOrder prediction = isPart ? whole.within(StageReads.requests(reads)) : whole;
        List<SectorRead> predicted = CaptureQuery.requests(prediction);
        Verdict.OfModel verdict =
                Alignment.firstDifference(prediction.reads(), reads)
                        .<Verdict.OfModel>map(first -> verdict(prediction, reads, queued, first))
                        .orElseGet(
                                () ->
                                        new Verdict.Equal(
                                                reads.size(), otherUrgency(prediction, reads)));
        return new ModelMatch(prediction, verdict, ReadCost.of(predicted, blockSectors));
    }

    /** The model's name. */
    public String model() {
        return prediction.model();
    }

    private static int otherUrgency(ModelOrder prediction, List<CapturedRead> reads) {
        int other = 0;
        for (int i = 0; i < reads.size(); i++) {
            boolean captured = reads.get(i).request().readahead();
            other += prediction.reads().get(i).request().readahead() == captured ? 0 : 1;
        }
        return other;
    }

    private static Verdict.OfModel verdict(
            ModelOrder prediction,
            List<CapturedRead> reads,
            boolean queued,
            FirstDifference first) {
        Optional<Verdict.EqualApartFromCuts> cuts =
                cuts(CaptureQuery.requests(prediction), StageReads.requests(reads), queued);
        return cuts.<Verdict.OfModel>map(equal -> equal)
                .orElseGet(() -> new Verdict.Different(first, differentRows(prediction, reads)));
    }

    private static int differentRows(ModelOrder prediction, List<CapturedRead> reads) {
        return (int)
                Alignment.rows(prediction.reads(), reads).stream()
                        .filter(row -> !row.isSame())
                        .count();
    }

    /** Empty if other cuts count, or if it is not only cuts that differ. */
    private static Optional<Verdict.EqualApartFromCuts> cuts(
            List<SectorRead> predicted, List<SectorRead> captured, boolean queued) {
        if (!SectorRuns.equal(SectorRuns.join(predicted), SectorRuns.join(captured))) {
            return Optional.empty();
        }
        if (!queued) {
            long largest = captured.stream().mapToLong(SectorRead::sectors).max().orElse(0);
            return Optional.of(new Verdict.EqualApartFromCuts(OptionalLong.of(largest)));
        }
        return onlyLongRunsDiffer(predicted, captured)
                ? Optional.of(new Verdict.EqualApartFromCuts(OptionalLong.empty()))
                : Optional.empty();
    }

    /** Both are the same runs: whether those that are cut in other places are all long ones. */
    private static boolean onlyLongRunsDiffer(
            List<SectorRead> predicted, List<SectorRead> captured) {
        int i = 0;
        int j = 0;
        while (i < predicted.size() && j < captured.size()) {
            List<SectorRead> one = new ArrayList<>(List.of(predicted.get(i++)));
            List<SectorRead> other = new ArrayList<>(List.of(captured.get(j++)));
            while (one.getLast().endSector() != other.getLast().endSector()) {
                if (one.getLast().endSector() < other.getLast().endSector()) {
                    one.add(predicted.get(i++));
                } else {
                    other.add(captured.get(j++));
                }
            }
            boolean same = one.size() == 1 && other.size() == 1;
            if (!same && !isLong(one) && !isLong(other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLong(List<SectorRead> requests) {
        return requests.stream().anyMatch(request -> request.sectors() >= MAX_VECS_SECTORS);
    }
}
