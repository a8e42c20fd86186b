// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.CaptureComparison;
import ext2cat.capture.CaptureQuery;
import ext2cat.capture.CaptureReport;
import ext2cat.capture.ModelMatch;
import ext2cat.capture.ModelOrder;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.Json;
import ext2cat.disk.DeviceNumber;
import ext2cat.readorder.Predictor;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares the predicted reads of a file with a capture of real ones. */
final class ReadorderAgainst {

    /**
     * Where to look.
     *
     * @param capture the capture
     * @param device the device in it; empty for the one that fits
     * @param offsetSectors where the file system begins on the device; empty for where it fits
     * @param anyModel whether any model will do, since none was asked for
     * @param guessReader whether the reader is to be found too, since none was asked for
     * @param json whether the report is JSON, not text
     */
    record Target(
            Path capture,
            Optional<DeviceNumber> device,
            Optional<Long> offsetSectors,
            boolean anyModel,
            boolean guessReader,
            boolean json) {}

    /** The capture, not the image, cannot be read. */
    static final class CaptureFailure extends IOException {

        private static final long serialVersionUID = 1L;

        CaptureFailure(IOException cause) {
            super(cause);
        }
    }

    private final Volume volume;
    private final Asked asked;
    private final Target target;

    ReadorderAgainst(Volume volume, Asked asked, Target target) {
        this.volume = volume;
        this.asked = asked;
        this.target = target;
    }

    /** A device as blkparse prints it, {@code 7,0}, or as the system does, {@code 7:0}. */
    static DeviceNumber device(String text) {
        if (!text.matches("[0-9]{1,4}[,:][0-9]{1,7}")) {
            throw new IllegalArgumentException("'" + text + "' is not a device such as 8,0");
        }
        String[] numbers = text.split("[,:]");
        return new DeviceNumber(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    /**
     * Prints the comparison; whether the capture follows a model that was asked for is the code.
     */
    ExitCode run(String path, Inode file, Writer out) throws IOException {
        Comparison comparison = compare(file);
        CaptureReport report = comparison.report();
        ModelOrder shown = comparison.shown(target.anyModel());
        if (target.json()) {
            Json.write(
                    out,
                    json ->
                            new AgainstJson(json, report, comparison.query(), shown)
                                    .write(path, target.capture(), comparison.by()));
        } else {
            text(out, comparison, shown);
        }
        out.flush();
        // A verdict may refuse what matches: a single read fits in many places.
        boolean asked = target.anyModel() || report.followed().contains(shown.model());
        return comparison.follows() && asked ? ExitCode.OK : ExitCode.PATH_OR_IO;
    }

    private static void text(Writer out, Comparison comparison, ModelOrder shown)
            throws IOException {
        CaptureReport report = comparison.report();
        if (report.reader().isPresent()) {
            print(out, List.of("  %-22s captured".formatted("predicted: " + shown.model())));
            print(out, ReportText.sideBySide(report.sideBySide(shown)));
            print(out, List.of("", "Predicted for " + reader(comparison.by()) + "."));
        }
        print(out, ReportText.lines(report, comparison.query()));
    }

    /** A capture beside what was predicted for one reader. */
    private record Comparison(Predictor asked, CaptureQuery query, CaptureReport report) {

        /** The reader that was asked for, or found. */
        Predictor by() {
            return report.search().map(CaptureReport.Search::by).orElse(asked);
        }

        boolean follows() {
            return report.verdict().follows() && !report.followed().isEmpty();
        }

        /** The prediction to show: the chosen one, or the one followed if none was asked for. */
        ModelOrder shown(boolean anyModel) {
            String chosen = asked.model().name();
            return report.matches().stream()
                    .filter(
                            match ->
                                    anyModel && !report.followed().isEmpty()
                                            ? report.followed().contains(match.model())
                                            : match.model().equals(chosen))
                    .findFirst()
                    .map(ModelMatch::prediction)
                    .orElse(query.predictions().getFirst());
        }
    }

    private Comparison compare(Inode file) throws IOException {
        Predictor predictor = asked.of(file);
        CaptureQuery query =
                CaptureQuery.of(
                        predictor,
                        volume,
                        target.device(),
                        target.offsetSectors().map(OptionalLong::of).orElse(OptionalLong.empty()));
        try {
            return new Comparison(
                    predictor,
                    query,
                    target.guessReader()
                            ? CaptureComparison.search(target.capture(), query, predictor)
                            : CaptureComparison.compare(target.capture(), query));
        } catch (IOException e) {
            throw new CaptureFailure(e);
        }
    }

    private static String reader(Predictor by) {
        return "%s with read_ahead_kb %d"
                .formatted(by.reader().text(), by.limits().readAheadPages() * 4);
    }

    private static void print(Writer out, List<String> lines) throws IOException {
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }
}
