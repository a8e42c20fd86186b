// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.Page;
import ext2cat.cli.line.ExitCode;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.mpage.ReadModel;
import ext2cat.trace.ReadPrediction;
import ext2cat.trace.Request;
import ext2cat.trace.capture.CaptureComparison;
import ext2cat.trace.capture.CaptureQuery;
import ext2cat.trace.capture.CaptureReport;
import ext2cat.trace.capture.DeviceNumber;
import ext2cat.trace.capture.ModelMatch;
import ext2cat.trace.capture.Prediction;
import ext2cat.trace.capture.PredictionRecorder;
import ext2cat.trace.capture.ReportText;
import ext2cat.trace.capture.SectorUses;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
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
     */
    record Target(
            Path capture,
            Optional<DeviceNumber> device,
            Optional<Long> offsetSectors,
            boolean anyModel,
            boolean guessReader) {}

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
            throw new IllegalArgumentException("'" + text + "' is no device such as 8,0");
        }
        String[] numbers = text.split("[,:]");
        return new DeviceNumber(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    /**
     * Prints the comparison; whether the capture follows a model that was asked for is the code.
     */
    ExitCode run(Inode file, Writer out) throws IOException {
        Comparison comparison = compare(file, prediction);
        if (target.guessReader() && !comparison.follows()) {
            comparison = guessed(file).orElse(comparison);
        }
        CaptureReport report = comparison.report();
        Prediction shown = comparison.shown(target.anyModel());
        if (report.reader().isPresent()) {
            print(out, List.of("  %-22s captured".formatted("predicted: " + shown.model())));
            print(out, ReportText.sideBySide(report.sideBySide(shown)));
            print(out, List.of("", "Predicted for " + comparison.by().reader() + "."));
        }
        print(out, ReportText.lines(report, comparison.query()));
        out.flush();
        // A verdict may refuse what matches: a single read fits in many places.
        boolean asked = target.anyModel() || report.followed().contains(shown.model());
        return comparison.follows() && asked ? ExitCode.OK : ExitCode.FAILED;
    }

    /** A capture beside what was predicted for one reader. */
    private record Comparison(ReadPrediction by, CaptureQuery query, CaptureReport report) {

        boolean follows() {
            return report.verdict().follows() && !report.followed().isEmpty();
        }

        /** The prediction to show: the chosen one, or the one followed if none was asked for. */
        Prediction shown(boolean anyModel) {
            String chosen = query.predictions().getFirst().model();
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

    /** The first of the readers that people use whose reads the capture shows. */
    private Optional<Comparison> guessed(Inode file) throws IOException {
        for (ReadPrediction other : prediction.likelyReaders()) {
            Comparison comparison = compare(file, other);
            if (comparison.follows()) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }

    private Comparison compare(Inode file, ReadPrediction by) throws IOException {
        CaptureQuery query = query(file, by);
        try {
            return new Comparison(by, query, CaptureComparison.compare(target.capture(), query));
        } catch (IOException e) {
            throw new CaptureFailure(e);
        }
    }

    private static void print(Writer out, List<String> lines) throws IOException {
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }

    private CaptureQuery query(Inode file, ReadPrediction by) throws IOException {
        List<Prediction> predictions = new ArrayList<>();
        addPredictions(predictions, file, by);
        for (ReadModel other : ReadPrediction.MODELS) {
            if (other != by.model()) {
                addPredictions(predictions, file, by.withModel(other));
            }
        }
        int sectorBits = volume.blockBits() - Request.SECTOR_SHIFT;
        return new CaptureQuery(
                predictions,
                uses(sectorBits),
                1L << sectorBits,
                OptionalLong.of(volume.superblock().blocksCount() << sectorBits),
                target.device(),
                target.offsetSectors().map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    /**
     * What a model predicts, and what it predicts if pages adjoin in memory, which a capture alone
     * can tell: then bios are longer, and an indirect block is read at another place among them.
     */
    private void addPredictions(List<Prediction> predictions, Inode file, ReadPrediction by)
            throws IOException {
        Prediction apart = predict(file, by, Prediction.Pages.APART);
        predictions.add(apart);
        boolean isMultiPage = by.model().maxVecs() > 1;
        if (isMultiPage && file.sizeBytes() > (long) by.model().maxVecs() << Page.SHIFT) {
            Prediction adjoining =
                    predict(
                            file,
                            by.withModel(by.model().withAdjoiningPages()),
                            Prediction.Pages.ADJOINING);
            if (!adjoining.reads().equals(apart.reads())) {
                predictions.add(adjoining);
            }
        }
    }

    private Prediction predict(Inode file, ReadPrediction by, Prediction.Pages pages)
            throws IOException {
        PredictionRecorder recorder =
                new PredictionRecorder(by.model().name(), pages, volume.blockBits());
        ReadorderFile.predict(volume, by, file, recorder);
        return recorder.prediction();
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
