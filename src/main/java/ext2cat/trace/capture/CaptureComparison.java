// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import ext2cat.trace.Request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares a capture with what models predict for a file. The capture is read twice, and held in
 * memory is only what may be of the file.
 */
public final class CaptureComparison {

    private final Path path;
    private final CaptureQuery query;
    private final Survey survey;

    private CaptureComparison(Path path, CaptureQuery query) {
        this.path = path;
        this.query = query;
        this.survey = new Survey(query);
    }

    /**
     * Compares.
     *
     * @param path the capture, as {@link Capture#open} takes it
     * @param query the file to look for
     * @throws CaptureException if the file is no capture
     * @throws IOException if it cannot be read
     */
    public static CaptureReport compare(Path path, CaptureQuery query) throws IOException {
        return new CaptureComparison(path, query).compare();
    }

    private CaptureReport compare() throws IOException {
        CaptureFormat format;
        try (Capture capture = Capture.open(path)) {
            for (Optional<CaptureItem> item = capture.next();
                    item.isPresent();
                    item = capture.next()) {
                survey.add(item.get());
            }
            format = capture.format();
        }
        List<Gathering> places = gather();
        List<Gathering> best = best(places);
        return best.isEmpty() ? nothing(format, places) : report(format, best);
    }

    private List<Gathering> gather() throws IOException {
        SectorSet file = query.fileSectors();
        List<Gathering> places =
                survey.candidates().stream()
                        .map(candidate -> new Gathering(query, file, candidate))
                        .toList();
        Map<DeviceNumber, List<Gathering>> byDevice =
                places.stream().collect(Collectors.groupingBy(place -> place.offset().device()));
        try (Capture capture = Capture.open(path)) {
            for (Optional<CaptureItem> item = capture.next();
                    item.isPresent();
                    item = capture.next()) {
                if (item.get() instanceof CaptureEvent event) {
                    byDevice.getOrDefault(event.device(), List.of())
                            .forEach(place -> place.add(event));
                }
            }
        }
        return places;
    }

    /** The places with the most sectors read as predicted, the surest first. */
    private List<Gathering> best(List<Gathering> places) {
        Set<Request> predicted = predictedRequests();
        List<Gathering> best = new ArrayList<>();
        long bestMatched = 0;
        long bestCovered = 0;
        for (Gathering place : places) {
            long matched = place.matchedSectors(predicted);
            long covered = place.stage().coveredSectors();
            boolean better =
                    matched > bestMatched || matched == bestMatched && covered > bestCovered;
            if (better) {
                best.clear();
                bestMatched = matched;
                bestCovered = covered;
            }
            if (covered > 0 && matched == bestMatched && covered == bestCovered) {
                best.add(place);
            }
        }
        return best;
    }

    private Set<Request> predictedRequests() {
        Set<Request> predicted = new HashSet<>();
        for (Prediction prediction : query.predictions()) {
            List<Request> requests = CaptureQuery.requests(prediction);
            requests.forEach(request -> predicted.add(Runs.key(request)));
            Runs.join(requests).forEach(request -> predicted.add(Runs.key(request)));
        }
        return predicted;
    }

    private CaptureReport report(CaptureFormat format, List<Gathering> best) {
        Gathering place = best.getFirst();
        StageReads stage = place.stage();
        List<CapturedRead> reads = survey.isOutOfOrder() ? stage.readsByTime() : stage.reads();
        Recognition found = Recognition.of(query, reads, place.isQueued());
        List<DeviceOffset> alsoFits = best.stream().skip(1).map(Gathering::offset).toList();
        return new CaptureReport(
                format,
                survey.devices(),
                survey.notes(),
                Optional.of(place.offset()),
                alsoFits,
                place.isQueued(),
                Optional.of(found.reader()),
                stage.noise(),
                place.dispatch(followed(found)),
                ReadCost.of(StageReads.requests(found.reader().reads()), query.blockSectors()),
                found.matches(),
                verdict(place, alsoFits, found.matches().getFirst().verdict()));
    }

    /** The reads of the nearest model, if the capture follows it; they explain the requests. */
    private static List<Request> followed(Recognition found) {
        ModelMatch nearest = found.matches().getFirst();
        return nearest.verdict().follows()
                ? CaptureQuery.requests(nearest.prediction())
                : List.of();
    }

    private Verdict verdict(Gathering place, List<DeviceOffset> alsoFits, Verdict nearest) {
        boolean oneRead = place.offset().origin() == DeviceOffset.Origin.ONE_READ;
        if (oneRead && !alsoFits.isEmpty()) {
            return new Verdict.NothingOfFile(
                    "the file is read by one request, and reads of its length are at "
                            + (alsoFits.size() + 1)
                            + " places; say where the file system begins");
        }
        long matched = place.matchedSectors(predictedRequests());
        long covered = place.stage().coveredSectors();
        if (nearest.follows()) {
            return nearest;
        }
        if (place.stage().foreign() > 0 && matched * 2 < covered) {
            return new Verdict.OtherImage(otherImage(place));
        }
        return isPlausible(matched, covered, nearest)
                ? nearest
                : new Verdict.NothingOfFile(
                        whatElse() + ", but for some that may be there by chance");
    }

    /** Reads of other things may happen to lie where the file does, on another device above all. */
    private boolean isPlausible(long matched, long covered, Verdict nearest) {
        long fileSectors = query.fileSectors().sectors();
        boolean isBeginning =
                nearest instanceof Verdict.Different different
                        && different.first().reason() == FirstDifference.Reason.CAPTURE_ENDS;
        return isBeginning || matched * 8 >= fileSectors || covered * 4 >= fileSectors;
    }

    private static String otherImage(Gathering place) {
        NoiseCount foreign =
                place.stage().noise().stream()
                        .filter(
                                count ->
                                        count.what().equals(StageReads.PARTLY)
                                                || count.what().equals(StageReads.BEYOND))
                        .findFirst()
                        .orElseThrow();
        return foreign.reads()
                + " reads of device "
                + place.offset().device()
                + " are "
                + foreign.what()
                + ", the first at "
                + foreign.first();
    }

    private CaptureReport nothing(CaptureFormat format, List<Gathering> places) {
        Optional<Gathering> foreign =
                survey.devices().size() == 1
                        ? places.stream().filter(place -> place.stage().foreign() > 0).findFirst()
                        : Optional.empty();
        Verdict verdict =
                foreign.<Verdict>map(place -> new Verdict.OtherImage(otherImage(place)))
                        .orElseGet(() -> new Verdict.NothingOfFile(whatElse()));
        return new CaptureReport(
                format,
                survey.devices(),
                survey.notes(),
                foreign.map(Gathering::offset),
                List.of(),
                foreign.map(Gathering::isQueued).orElse(true),
                Optional.empty(),
                foreign.map(place -> place.stage().noise()).orElse(List.of()),
                Dispatch.NOTHING,
                ReadCost.of(List.of(), query.blockSectors()),
                List.of(),
                verdict);
    }

    private String whatElse() {
        long reads = 0;
        long writes = 0;
        for (DeviceCounts device : survey.devices()) {
            reads += device.queuedReads() + device.issuedReads();
            writes += device.queuedWrites();
        }
        if (query.device().isPresent()
                && survey.devices().stream()
                        .noneMatch(device -> device.device().equals(query.device().get()))) {
            return "the capture holds no event of device " + query.device().get();
        }
        if (reads > 0) {
            return "none of the capture's "
                    + reads
                    + " reads, queued or issued, is of the file's blocks";
        }
        return writes > 0
                ? "the capture holds no reads, only " + writes + " writes"
                : "the capture holds no reads";
    }
}
