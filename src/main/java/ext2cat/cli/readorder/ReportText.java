// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.AlignedRow;
import ext2cat.capture.CaptureNote;
import ext2cat.capture.CaptureQuery;
import ext2cat.capture.CaptureReport;
import ext2cat.capture.CapturedReader;
import ext2cat.capture.DeviceOffset;
import ext2cat.capture.ModelMatch;
import ext2cat.capture.NoiseCount;
import ext2cat.capture.NoteCount;
import ext2cat.capture.PredictedRead;
import ext2cat.cli.text.Shown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report in the sentences of a program's output, one a line. */
public final class ReportText {

    private final CaptureReport report;
    private final CaptureQuery query;
    private final List<String> lines = new ArrayList<>();

    private ReportText(CaptureReport report, CaptureQuery query) {
        this.report = report;
        this.query = query;
    }

    /**
     * What the capture is and what was taken from it, then the verdict, what the difference costs
     * and what would avoid it.
     */
    public static List<String> lines(CaptureReport report, CaptureQuery query) {
        ReportText text = new ReportText(report, query);
        text.capture();
        text.place();
        text.noise();
        text.damage();
        text.lines.addAll(DispatchText.lines(report.dispatch()));
        text.models();
        text.lines.add(VerdictText.of(report, query));
        text.cost();
        return List.copyOf(text.lines);
    }

    /**
     * ModelOrder and capture side by side, one row a line: a mark for equal (blank), only predicted
     * ({@code -}), only captured ({@code +}) or different ({@code !}), both reads, and what was
     * predicted.
     */
    public static List<String> sideBySide(List<AlignedRow> rows) {
        return rows.stream().map(ReportText::row).toList();
    }

    private static String row(AlignedRow row) {
        String mark =
                row.isSame()
                        ? " "
                        : row.captured().isEmpty() ? "-" : row.predicted().isEmpty() ? "+" : "!";
        String predicted = row.predicted().map(VerdictText::predicted).orElse("");
        String captured = row.captured().map(VerdictText::captured).orElse("");
        String what = row.predicted().map(PredictedRead::what).orElse("");
        return String.format("%s %-22s %-22s %s", mark, predicted, captured, what).stripTrailing();
    }

    private void capture() {
        String devices =
                report.devices().stream()
                        .filter(
                                device ->
                                        device.queuedReads()
                                                        + device.issuedReads()
                                                        + device.queuedWrites()
                                                > 0)
                        .map(
                                device ->
                                        CaptureWords.device(device.device())
                                                + " ("
                                                + device.queuedReads()
                                                + " reads queued, "
                                                + device.issuedReads()
                                                + " issued, "
                                                + device.queuedWrites()
                                                + " writes queued)")
                        .collect(Collectors.joining(", "));
        lines.add(
                "The capture is "
                        + CaptureWords.format(report.format())
                        + (devices.isEmpty() ? "." : " of " + devices + "."));
    }

    private void place() {
        report.place()
                .ifPresent(
                        place ->
                                lines.add(
                                        "The file system begins at sector "
                                                + place.offsetSectors()
                                                + " of device "
                                                + CaptureWords.device(place.device())
                                                + ": "
                                                + CaptureWords.origin(place.origin())
                                                + "."));
        for (DeviceOffset other : report.alsoFits()) {
            lines.add(
                    "Sector "
                            + other.offsetSectors()
                            + " of device "
                            + CaptureWords.device(other.device())
                            + " fits as well.");
        }
        report.reader().ifPresent(this::reader);
    }

    private void reader(CapturedReader reader) {
        String who =
                reader.pid() >= 0
                        ? "process " + reader.pid() + " " + name(reader)
                        : "all processes ";
        lines.add(
                "Compared: "
                        + Shown.count(
                                reader.reads().size(),
                                report.queued() ? "queued read" : "issued read")
                        + " of "
                        + who.strip()
                        + (reader.otherReads() == 0
                                ? "."
                                : "; " + reader.otherReads() + " by others are left out."));
    }

    private static String name(CapturedReader reader) {
        return reader.process().isEmpty() ? "" : "(" + reader.process() + ")";
    }

    private void noise() {
        for (NoiseCount noise : report.noise()) {
            lines.add(
                    "Left out: "
                            + Shown.count(noise.reads(), "read")
                            + " of "
                            + Shown.count(noise.sectors(), "sector")
                            + ", "
                            + noise.what()
                            + ", the first at "
                            + noise.first()
                            + ".");
        }
    }

    private void damage() {
        for (NoteCount notes : report.damage()) {
            CaptureNote first = notes.first().getFirst();
            lines.add(
                    "Warning: "
                            + CaptureWords.kind(notes.kind())
                            + ", "
                            + notes.count()
                            + " in all, the first at "
                            + first.where()
                            + ": "
                            + first.text()
                            + ".");
        }
    }

    private void models() {
        for (ModelMatch match : report.matches()) {
            lines.add(VerdictText.of(match, report.damage()));
        }
    }

    private void cost() {
        if (!report.matches().isEmpty()) {
            lines.addAll(CostText.lines(report, query));
        }
    }
}
