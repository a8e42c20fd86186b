// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which models the reads of a process follow.
 *
 * @param reader the process whose reads come nearest to a model
 * @param matches all models, the nearest first, each by the prediction of it that is nearest
 */
record Recognition(CapturedReader reader, List<ModelMatch> matches) {

    private static final Comparator<ModelMatch> NEAREST =
            Comparator.comparingInt(match -> distance(match.verdict()));

    /** Of all processes and models, finds the pair that is nearest. There must be a read. */
    static Recognition of(CaptureQuery query, List<CapturedRead> reads, boolean queued) {
        return CapturedReader.candidates(reads).stream()
                .map(reader -> new Recognition(reader, matches(query, reader, queued)))
                .min(Comparator.comparing(found -> found.matches().getFirst(), NEAREST))
                .orElseThrow();
    }

    private static List<ModelMatch> matches(
            CaptureQuery query, CapturedReader reader, boolean queued) {
        boolean isPart = query.file().part(StageReads.requests(reader.reads())).isPresent();
        Map<String, ModelMatch> nearest = new LinkedHashMap<>();
        for (ModelOrder prediction : query.predictions()) {
            nearest.merge(
                    prediction.model(),
                    ModelMatch.of(prediction, reader.reads(), queued, isPart, query.blockSectors()),
                    (one, other) -> NEAREST.compare(other, one) < 0 ? other : one);
        }
        return nearest.values().stream().sorted(NEAREST).toList();
    }

    private static int distance(Verdict.OfModel verdict) {
        return switch (verdict) {
            case Verdict.Equal _ -> 0;
            case Verdict.EqualApartFromCuts _ -> 1;
            case Verdict.Different different -> 1 + different.rows();
        };
    }
}
