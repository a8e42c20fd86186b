// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.CaptureQuery;
import ext2cat.capture.CaptureReport;
import ext2cat.capture.CapturedRead;
import ext2cat.capture.DeviceCounts;
import ext2cat.capture.FilePart;
import ext2cat.capture.FirstDifference;
import ext2cat.capture.ModelMatch;
import ext2cat.capture.ModelOrder;
import ext2cat.capture.NoteCount;
import ext2cat.capture.PredictedRead;
import ext2cat.capture.Verdict;
import ext2cat.cli.text.Shown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Verdicts in sentences. */
final class VerdictText {

    private static final int MAX_RANGES = 4;

    private VerdictText() {}

    /** The verdict of the whole comparison. */
    static String of(CaptureReport report, CaptureQuery query) {
        return "Verdict: the capture "
                + switch (report.verdict()) {
                    case Verdict.Equal _, Verdict.EqualApartFromCuts _, Verdict.Different _ ->
                            report.part().map(part -> part(part) + "; it ").orElse("")
                                    + models(report);
                    case Verdict.OtherImage other -> "is of another image: " + why(other);
                    case Verdict.NothingOfFile nothing ->
                            "holds nothing of the file: " + why(nothing, report, query);
                }
                + ".";
    }

    /** What says that the capture is of another image. */
    static String why(Verdict.OtherImage other) {
        return other.foreign().reads()
                + " reads of device "
                + CaptureWords.device(other.device())
                + " are "
                + other.foreign().what()
                + ", the first at "
                + other.foreign().first();
    }

    /** What the capture holds instead of the file. */
    static String why(Verdict.NothingOfFile nothing, CaptureReport report, CaptureQuery query) {
        return switch (nothing.reason()) {
            case ABSENT -> whatElse(report, query);
            case CHANCE -> whatElse(report, query) + ", but for some that may be there by chance";
            case SEVERAL_PLACES ->
                    "the file is read by one request, and reads of its length are at "
                            + (report.alsoFits().size() + 1)
                            + " places; say where the file system begins";
        };
    }

    private static String whatElse(CaptureReport report, CaptureQuery query) {
        long reads = 0;
        long writes = 0;
        for (DeviceCounts device : report.devices()) {
            reads += device.queuedReads() + device.issuedReads();
            writes += device.queuedWrites();
        }
        if (query.device().isPresent()
                && report.devices().stream()
                        .noneMatch(device -> device.device().equals(query.device().get()))) {
            return "the capture holds no event of device "
                    + CaptureWords.device(query.device().get());
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

    /** Why it does not count that requests are cut elsewhere. */
    static String why(Verdict.EqualApartFromCuts equal) {
        return equal.largestIssuedSectors().isPresent()
                ? "the capture holds issued requests, which the block layer merges and splits;"
                        + " the largest is "
                        + equal.largestIssuedSectors().getAsLong()
                        + " sectors"
                : "a run of more than 256 pages is cut where the machine's memory happens"
                        + " to be contiguous";
    }

    private static String models(CaptureReport report) {
        List<String> followed = report.followed();
        if (report.verdict() instanceof Verdict.Different different) {
            return "follows no model"
                    + report.search().map(VerdictText::tried).orElse("")
                    + "; nearest is "
                    + report.matches().getFirst().model()
                    + report.search()
                            .map(search -> " with the reader " + search.by().reader().text())
                            .orElse("")
                    + ", from which it first differs at read "
                    + different.first().number();
        }
        return "follows the model "
                + String.join(" and the model ", followed)
                + (followed.size() > 1
                        ? ", which agree on this " + (report.part().isPresent() ? "part" : "file")
                        : "");
    }

    /** {@code holds only a part of the file: its first 96 blocks}. */
    private static String part(FilePart part) {
        List<FilePart.Range> ranges = part.ranges();
        String what;
        if (ranges.isEmpty()) {
            what = "none of its data, only blocks of its map";
        } else if (ranges.size() == 1 && ranges.getFirst().first() == 0) {
            what = "its first " + Shown.count(ranges.getFirst().last() + 1, "block");
        } else {
            boolean one =
                    ranges.size() == 1 && ranges.getFirst().first() == ranges.getFirst().last();
            what =
                    (one ? "its block " : "its blocks ")
                            + ranges.stream()
                                    .limit(MAX_RANGES)
                                    .map(VerdictText::range)
                                    .collect(Collectors.joining(", "));
            if (ranges.size() > MAX_RANGES) {
                what += " and " + Shown.count(ranges.size() - MAX_RANGES, "more range");
            }
        }
        return "holds only a part of the file: " + what;
    }

    private static String range(FilePart.Range range) {
        return range.first() == range.last()
                ? Long.toString(range.first())
                : range.first() + " to " + range.last();
    }

    /** The readers that were tried; those of one kind that differ only in a size are counted. */
    private static String tried(CaptureReport.Search search) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (String program : search.tried()) {
            kinds.computeIfAbsent(program.split(":")[0], _ -> new ArrayList<>()).add(program);
        }
        List<String> words = new ArrayList<>();
        kinds.forEach(
                (kind, programs) ->
                        words.add(
                                programs.size() == 1
                                        ? programs.getFirst()
                                        : kind + ":BYTES (" + programs.size() + " sizes)"));
        return words.isEmpty()
                ? ""
                : ": of the readers "
                        + String.join(", ", words)
                        + ", none fits"
                        + (search.complete() ? "" : " as far as they were tried")
                        + " (try --reader)";
    }

    /** How the capture compares with one model. */
    static String of(ModelMatch match, List<NoteCount> damage) {
        return "Model "
                + match.model()
                + ": "
                + switch (match.verdict()) {
                    case Verdict.Equal equal -> equal(equal, match.prediction().pages());
                    case Verdict.EqualApartFromCuts cuts ->
                            "equal but for where requests are cut: " + why(cuts) + ".";
                    case Verdict.Different different -> different(different, damage);
                };
    }

    private static String equal(Verdict.Equal equal, ModelOrder.Pages pages) {
        return "all "
                + equal.reads()
                + " reads are equal"
                + switch (pages) {
                    case APART -> "";
                    case ADJOINING -> ", if pages adjoin in memory and bios are longer for it";
                }
                + (equal.otherUrgency() == 0
                        ? "."
                        : ", but " + equal.otherUrgency() + " differ in being read ahead.");
    }

    private static String different(Verdict.Different different, List<NoteCount> damage) {
        FirstDifference first = different.first();
        boolean missing =
                first.reason() == FirstDifference.Reason.MISSING
                        || first.reason() == FirstDifference.Reason.CAPTURE_ENDS;
        String predicted =
                first.predicted()
                        .map(read -> "predicted " + predicted(read) + " (" + read.what() + ")")
                        .orElse("predicted nothing");
        String captured =
                first.captured()
                        .map(read -> "captured " + captured(read) + " (" + read.where() + ")")
                        .orElse("captured nothing");
        return (different.rows() == 1
                        ? "1 row differs, at read "
                        : different.rows() + " rows differ, the first at read ")
                + first.number()
                + ", where "
                + CaptureWords.reason(first.reason())
                + ": "
                + predicted
                + ", "
                + captured
                + (missing && !damage.isEmpty() ? "; the capture is damaged." : ".");
    }

    /** A predicted read as blkparse writes it: {@code RA 12366 + 24}. */
    static String predicted(PredictedRead read) {
        return (read.request().readahead() ? "RA " : "R ")
                + read.request().startSector()
                + " + "
                + read.request().sectors();
    }

    /** A captured read, at its place in the file system. */
    static String captured(CapturedRead read) {
        return read.rwbs() + " " + read.request().startSector() + " + " + read.request().sectors();
    }
}
