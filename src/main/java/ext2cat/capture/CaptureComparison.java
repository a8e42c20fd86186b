// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.format.SectorRead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares a capture with what models predict for a file. The capture is read twice, and held in
 * memory is only what may be of the file.
 */
public final class CaptureComparison {

    /** How many places are looked at closely, and how near to the best they must be. */
    private static final int MAX_CLOSE = 4;

    private static final double CLOSE = 0.75;

    /** So few reads may be in order by chance, where the place was chosen for them. */
    private static final int MAX_CHANCE_READS = 3;

    private final Path path;
    private final CaptureQuery query;
    private final Optional<Predictor> unknown;
    private final Survey survey;

    private CaptureComparison(
            Path path, CaptureQuery query, Optional<Predictor> unknown, List<ModelOrder> hints) {
        this.path = path;
        this.query = query;
        this.unknown = unknown;
        this.survey = new Survey(query, hints);
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
        return new CaptureComparison(path, query, Optional.empty(), List.of()).compare();
    }

    /**
     * Compares with what any reader causes.
     *
     * @param path the capture
     * @param query the file to look for, as predicted for {@code first}
     * @param first the reader to try first
     * @throws CaptureException if the file is no capture
     * @throws IOException if it, or the image, cannot be read
     */
    public static CaptureReport search(Path path, CaptureQuery query, Predictor first)
            throws IOException {
        return new CaptureComparison(path, query, Optional.of(first), ModelOrders.beginnings(first))
                .compare();
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
        List<Gathering> places =
                survey.candidates().stream()
                        .map(candidate -> new Gathering(query, candidate))
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

    /** The places that hold reads of the file, best first, of equal ones the surest first. */
    private static List<Gathering> best(List<Gathering> places) {
        return places.stream()
                .filter(place -> place.score() > 0)
                .sorted(Comparator.comparingDouble(Gathering::score).reversed())
                .toList();
    }

    /** A place, and what was recognised there. */
    private record Looked(
            Gathering place, Recognition found, Optional<CaptureReport.Search> search) {

        boolean follows() {
            return found.matches().getFirst().verdict().follows();
        }
    }

    /**
     * Of places that are about as good, the first at which a model is followed, or else the best.
     */
    private CaptureReport report(CaptureFormat format, List<Gathering> best) throws IOException {
        double enough = best.getFirst().score() * CLOSE;
        List<Looked> looked = new ArrayList<>();
        for (Gathering place : best) {
            if (looked.size() < MAX_CLOSE && place.score() >= enough) {
                looked.add(look(place));
                if (looked.getLast().follows()) {
                    break;
                }
            }
        }
        Looked chosen =
                looked.stream().filter(Looked::follows).findFirst().orElse(looked.getFirst());
        return report(format, chosen, alsoFits(chosen.place(), best));
    }

    private Looked look(Gathering place) throws IOException {
        List<CapturedRead> reads = reads(place);
        if (unknown.isEmpty()) {
            Recognition found = Recognition.of(query, reads, place.isQueued());
            return new Looked(place, found, Optional.empty());
        }
        ReaderSearch search = new ReaderSearch(unknown.get(), query.file(), place.isQueued());
        Predictor by = search.find(CapturedReader.candidates(reads));
        return new Looked(
                place,
                Recognition.of(
                        query.withPredictions(ModelOrders.ofModels(by)), reads, place.isQueued()),
                Optional.of(new CaptureReport.Search(by, search.tried(), search.isComplete())));
    }

    private List<CapturedRead> reads(Gathering place) {
        return survey.isOutOfOrder() ? place.stage().readsByTime() : place.stage().reads();
    }

    /** The other places that are as good: those known as surely, on any device. */
    private static List<DeviceOffset> alsoFits(Gathering chosen, List<Gathering> best) {
        return best.stream()
                .filter(place -> place != chosen && place.score() == chosen.score())
                .map(Gathering::offset)
                .filter(
                        offset ->
                                offset.origin() == chosen.offset().origin()
                                        || !offset.device().equals(chosen.offset().device())
                                                && offset.offsetSectors()
                                                        == chosen.offset().offsetSectors())
                .toList();
    }

    private CaptureReport report(CaptureFormat format, Looked looked, List<DeviceOffset> alsoFits) {
        Gathering place = looked.place();
        Recognition found = looked.found();
        List<SectorRead> requests = StageReads.requests(found.reader().reads());
        Optional<FilePart> part = query.file().part(requests);
        Verdict verdict = verdict(looked, alsoFits, part.isPresent());
        return new CaptureReport(
                format,
                survey.devices(),
                survey.notes(),
                Optional.of(place.offset()),
                alsoFits,
                place.isQueued(),
                Optional.of(found.reader()),
                place.stage().noise(),
                place.dispatch(followed(found)),
                ReadCost.of(requests, query.blockSectors()),
                found.matches(),
                part,
                looked.search(),
                verdict);
    }

    /** The reads of the nearest model, if the capture follows it; they explain the requests. */
    private static List<SectorRead> followed(Recognition found) {
        ModelMatch nearest = found.matches().getFirst();
        return nearest.verdict().follows()
                ? CaptureQuery.requests(nearest.prediction())
                : List.of();
    }

    private Verdict verdict(Looked looked, List<DeviceOffset> alsoFits, boolean isPart) {
        Gathering place = looked.place();
        Verdict nearest = looked.found().matches().getFirst().verdict();
        boolean oneRead = place.offset().origin() == DeviceOffset.Origin.ONE_READ;
        if (oneRead && !alsoFits.isEmpty()) {
            return new Verdict.NothingOfFile(Verdict.Absence.SEVERAL_PLACES);
        }
        int reads = place.stage().reads().size();
        if (nearest.follows() && (!isPart || isKnown(place) || reads > MAX_CHANCE_READS)) {
            return nearest;
        }
        if (place.stage().foreignReads() >= reads) {
            return otherImage(place);
        }
        return isPlausible(place) ? nearest : new Verdict.NothingOfFile(Verdict.Absence.CHANCE);
    }

    /** Whether the place is known from something else than that the reads fit there. */
    private static boolean isKnown(Gathering place) {
        return switch (place.offset().origin()) {
            case GIVEN, START, REMAP -> true;
            case FITTED, ONE_READ -> false;
        };
    }

    /** Reads of other things may happen to lie where the file does, if the place is a guess. */
    private boolean isPlausible(Gathering place) {
        return isKnown(place)
                || place.stage().coveredSectors() * 4 >= query.file().sectors().sectors();
    }

    private static Verdict.OtherImage otherImage(Gathering place) {
        return new Verdict.OtherImage(place.offset().device(), place.stage().foreign().getFirst());
    }

    private CaptureReport nothing(CaptureFormat format, List<Gathering> places) {
        Optional<Gathering> foreign =
                survey.devices().size() == 1
                        ? places.stream()
                                .filter(place -> place.stage().foreignReads() > 0)
                                .findFirst()
                        : Optional.empty();
        Verdict verdict =
                foreign.<Verdict>map(CaptureComparison::otherImage)
                        .orElse(new Verdict.NothingOfFile(Verdict.Absence.ABSENT));
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
                Optional.empty(),
                Optional.empty(),
                verdict);
    }
}
