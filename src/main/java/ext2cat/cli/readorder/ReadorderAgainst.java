// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.CaptureComparison;
import ext2cat.capture.CaptureQuery;
import ext2cat.capture.CaptureReport;
import ext2cat.capture.DeviceNumber;
import ext2cat.capture.FilePredictor;
import ext2cat.capture.ModelMatch;
import ext2cat.capture.Prediction;
import ext2cat.capture.ReportText;
import ext2cat.capture.SectorUses;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.Json;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.readorder.ReadPrediction;
import ext2cat.readorder.Request;
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
    private final ReadPrediction prediction;
    private final Target target;

    ReadorderAgainst(Volume volume, ReadPrediction prediction, Target target) {
        this.volume = volume;
        this.prediction = prediction;
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
        Prediction shown = comparison.shown(target.anyModel());
        if (target.json()) {
            Json.write(
                    out,
                    json ->
                            new AgainstJson(json, report, shown)
                                    .write(path, target.capture(), comparison.by()));
        } else {
            text(out, comparison, shown);
        }
        out.flush();
        // A verdict may refuse what matches: a single read fits in many places.
        boolean asked = target.anyModel() || report.followed().contains(shown.model());
        return comparison.follows() && asked ? ExitCode.OK : ExitCode.PATH_OR_IO;
    }

    private static void text(Writer out, Comparison comparison, Prediction shown)
            throws IOException {
        CaptureReport report = comparison.report();
        if (report.reader().isPresent()) {
            print(out, List.of("  %-22s captured".formatted("predicted: " + shown.model())));
            print(out, ReportText.sideBySide(report.sideBySide(shown)));
            print(out, List.of("", "Predicted for " + comparison.by().reader() + "."));
        }
        print(out, ReportText.lines(report, comparison.query()));
    }

    /** A capture beside what was predicted for one reader. */
    private record Comparison(ReadPrediction asked, CaptureQuery query, CaptureReport report) {

        /** The reader that was asked for, or found. */
        ReadPrediction by() {
            return report.search().map(CaptureReport.Search::by).orElse(asked);
        }

        boolean follows() {
            return report.verdict().follows() && !report.followed().isEmpty();
        }

        /** The prediction to show: the chosen one, or the one followed if none was asked for. */
        Prediction shown(boolean anyModel) {
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
        FilePredictor predictor =
                new FilePredictor(
                        (by, observer) -> ReadorderFile.predict(volume, by, file, observer),
                        file.sizeBytes(),
                        volume.blockBits());
        CaptureQuery query = query(predictor);
        try {
            return new Comparison(
                    prediction,
                    query,
                    target.guessReader()
                            ? CaptureComparison.search(
                                    target.capture(), query, predictor, prediction)
                            : CaptureComparison.compare(target.capture(), query));
        } catch (IOException e) {
            throw new CaptureFailure(e);
        }
    }

    private static void print(Writer out, List<String> lines) throws IOException {
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }

    private CaptureQuery query(FilePredictor predictor) throws IOException {
        int sectorBits = volume.blockBits() - Request.SECTOR_SHIFT;
        return new CaptureQuery(
                predictor.predictions(prediction),
                predictor.extents(prediction),
                uses(sectorBits),
                1L << sectorBits,
                OptionalLong.of(volume.superblock().blocksCount() << sectorBits),
                target.device(),
                target.offsetSectors().map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    /** What lies at known places: the superblocks, descriptors, bitmaps and inode tables. */
    private SectorUses uses(int sectorBits) throws IOException {
        GroupLayout layout = volume.layout();
        SectorUses uses = new SectorUses();
        uses.put(2, 2, "superblock"); // at byte 1024, whatever the block size
        for (long group = 0; group < layout.groupsCount(); group++) {
            GroupDescriptor descriptor = volume.groupDescriptor(group);
            put(uses, sectorBits, descriptor.blockBitmap(), 1, "block bitmap");
            put(uses, sectorBits, descriptor.inodeBitmap(), 1, "inode bitmap");
            put(
                    uses,
                    sectorBits,
                    descriptor.inodeTable(),
                    layout.inodeTableBlocks(),
                    "inode table");
        }
        for (long index = 0; index < layout.descriptorBlocks(); index++) {
            put(uses, sectorBits, layout.descriptorBlock(index), 1, "group descriptors");
        }
        return uses;
    }

    private static void put(SectorUses uses, int sectorBits, long block, long blocks, String use) {
        uses.put(block << sectorBits, blocks << sectorBits, use);
    }
}
