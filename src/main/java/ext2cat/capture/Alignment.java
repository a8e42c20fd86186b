// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ModelOrder and capture side by side. Where they part, the side is advanced whose read comes up
 * sooner on the other, so that they meet again; it is not always the shortest list of differences,
 * but takes time in proportion to the reads.
 */
final class Alignment {

    private final List<PredictedRead> predicted;
    private final List<CapturedRead> captured;
    private final Map<SectorRead, int[]> predictedAt;
    private final Map<SectorRead, int[]> capturedAt;

    private Alignment(List<PredictedRead> predicted, List<CapturedRead> captured) {
        this.predicted = predicted;
        this.captured = captured;
        this.predictedAt = positions(predicted.stream().map(PredictedRead::request).toList());
        this.capturedAt = positions(StageReads.requests(captured));
    }

    /** The rows from first to last. */
    static List<AlignedRow> rows(List<PredictedRead> predicted, List<CapturedRead> captured) {
        return new Alignment(predicted, captured).rows();
    }

    /** The first difference; empty if there is none. */
    static Optional<FirstDifference> firstDifference(
            List<PredictedRead> predicted, List<CapturedRead> captured) {
        int i = 0;
        while (i < predicted.size()
                && i < captured.size()
                && SectorRuns.sameSectors(predicted.get(i).request(), captured.get(i).request())) {
            i++;
        }
        if (i == predicted.size() && i == captured.size()) {
            return Optional.empty();
        }
        Optional<PredictedRead> expected =
                i < predicted.size() ? Optional.of(predicted.get(i)) : Optional.empty();
        Optional<CapturedRead> actual =
                i < captured.size() ? Optional.of(captured.get(i)) : Optional.empty();
        FirstDifference.Reason reason = new Alignment(predicted, captured).reason(i);
        return Optional.of(new FirstDifference(i + 1, reason, expected, actual));
    }

    private FirstDifference.Reason reason(int at) {
        if (at == captured.size()) {
            return FirstDifference.Reason.CAPTURE_ENDS;
        }
        if (at == predicted.size()) {
            return FirstDifference.Reason.PREDICTION_ENDS;
        }
        SectorRead expected = predicted.get(at).request();
        SectorRead actual = captured.get(at).request();
        if (expected.startSector() == actual.startSector()) {
            return FirstDifference.Reason.LENGTH;
        }
        if (next(capturedAt, expected, at) < 0) {
            return FirstDifference.Reason.MISSING;
        }
        return next(predictedAt, actual, at) < 0
                ? FirstDifference.Reason.EXTRA
                : FirstDifference.Reason.ORDER;
    }

    private List<AlignedRow> rows() {
        List<AlignedRow> rows = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < predicted.size() && j < captured.size()) {
            SectorRead expected = predicted.get(i).request();
            SectorRead actual = captured.get(j).request();
            if (SectorRuns.sameSectors(expected, actual)) {
                rows.add(row(i++, j++));
                continue;
            }
            int capturedNext = next(capturedAt, expected, j);
            int predictedNext = next(predictedAt, actual, i);
            if (capturedNext < 0 && predictedNext < 0) {
                rows.add(row(i++, j++));
            } else if (capturedNext < 0
                    || predictedNext >= 0 && predictedNext - i <= capturedNext - j) {
                rows.add(row(i++, captured.size()));
            } else {
                rows.add(row(predicted.size(), j++));
            }
        }
        while (i < predicted.size()) {
            rows.add(row(i++, captured.size()));
        }
        while (j < captured.size()) {
            rows.add(row(predicted.size(), j++));
        }
        return rows;
    }

    private AlignedRow row(int i, int j) {
        return new AlignedRow(
                i < predicted.size() ? Optional.of(predicted.get(i)) : Optional.empty(),
                j < captured.size() ? Optional.of(captured.get(j)) : Optional.empty());
    }

    private static Map<SectorRead, int[]> positions(List<SectorRead> requests) {
        Map<SectorRead, List<Integer>> lists = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            lists.computeIfAbsent(SectorRuns.key(requests.get(i)), _ -> new ArrayList<>()).add(i);
        }
        Map<SectorRead, int[]> positions = HashMap.newHashMap(lists.size());
        lists.forEach(
                (request, list) ->
                        positions.put(
                                request, list.stream().mapToInt(Integer::intValue).toArray()));
        return positions;
    }

    /** The first position of the request after {@code after}; -1 if there is none. */
    private static int next(Map<SectorRead, int[]> positions, SectorRead request, int after) {
        int[] all = positions.getOrDefault(SectorRuns.key(request), new int[0]);
        int found = java.util.Arrays.binarySearch(all, after + 1);
        int index = found >= 0 ? found : -found - 1;
        return index < all.length ? all[index] : -1;
    }
}
