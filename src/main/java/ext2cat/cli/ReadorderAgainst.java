// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.mpage.ReadModel;
import ext2cat.trace.BioText;
import ext2cat.trace.ReadPrediction;
import ext2cat.trace.Request;
import ext2cat.trace.capture.CaptureComparison;
import ext2cat.trace.capture.CaptureQuery;
import ext2cat.trace.capture.CaptureReport;
import ext2cat.trace.capture.DeviceNumber;
import ext2cat.trace.capture.Predicted;
import ext2cat.trace.capture.Prediction;
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
            if (!anyModel || report.followed().isEmpty()) {
                return query.predictions().getFirst();
            }
            return query.predictions().stream()
                    .filter(prediction -> report.followed().contains(prediction.model()))
                    .findFirst()
                    .orElseThrow();
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
        predictions.add(predict(file, by));
        for (ReadModel other : ReadPrediction.MODELS) {
            if (other != by.model()) {
                predictions.add(predict(file, by.withModel(other)));
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

    private Prediction predict(Inode file, ReadPrediction by) throws IOException {
        List<Predicted> reads = new ArrayList<>();
        ReadorderFile.predict(
                volume,
                by,
                file,
                bio ->
                        reads.add(
                                new Predicted(
                                        Request.of(bio, volume.blockBits()), BioText.what(bio))));
        return new Prediction(by.model().name(), reads);
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
