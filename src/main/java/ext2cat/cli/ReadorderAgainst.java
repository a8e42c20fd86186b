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
     */
    record Target(Path capture, Optional<DeviceNumber> device, Optional<Long> offsetSectors) {}

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

    /** Prints the comparison; whether the capture follows the chosen model is the exit code. */
    ExitCode run(Inode file, Writer out) throws IOException {
        CaptureQuery query = query(file);
        CaptureReport report;
        try {
            report = CaptureComparison.compare(target.capture(), query);
        } catch (IOException e) {
            throw new CaptureFailure(e);
        }
        Prediction chosen = query.predictions().getFirst();
        if (report.reader().isPresent()) {
            print(out, List.of("  %-22s captured".formatted("predicted: " + chosen.model())));
            print(out, ReportText.sideBySide(report.sideBySide(chosen)));
            print(out, List.of(""));
        }
        print(out, ReportText.lines(report, query));
        out.flush();
        // A verdict may refuse what matches: a single read fits in many places.
        boolean follows = report.verdict().follows() && report.followed().contains(chosen.model());
        return follows ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void print(Writer out, List<String> lines) throws IOException {
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }

    private CaptureQuery query(Inode file) throws IOException {
        List<Prediction> predictions = new ArrayList<>();
        predictions.add(predict(file, prediction));
        for (ReadModel other : ReadPrediction.MODELS) {
            if (other != prediction.model()) {
                predictions.add(predict(file, prediction.withModel(other)));
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
