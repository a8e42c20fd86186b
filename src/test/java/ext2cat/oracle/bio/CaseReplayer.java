// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BlockUse;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.read.AddressSpace;
import ext2cat.mpage.read.DirectReader;
import ext2cat.mpage.read.FileShape;
import ext2cat.mpage.read.FolioRun;
import ext2cat.mpage.read.MpageReader;
import ext2cat.mpage.read.OpenFile;
import ext2cat.mpage.read.Window;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the file of a recorded case again, in our readers, and compares what they do. */
final class CaseReplayer {

    /** Plans need no data. */
    private static final BioDestination NOWHERE = (device, position, fileOffset, length) -> {};

    private final Driver driver;
    private final Volume volume;

    CaseReplayer(Driver driver, Volume volume) {
        this.driver = driver;
        this.volume = volume;
    }

    /** From the recorded system calls: windows and bios are ours. */
    Optional<Difference> fromCalls(GoldenCase recorded) throws IOException {
        Reading reading = new Reading(recorded);
        AddressSpace mapping =
                new AddressSpace(
                        driver.model(),
                        reading.shape,
                        reading.getBlock,
                        reading.submitter,
                        NOWHERE,
                        reading.recorder);
        QueueLimits limits = QueueLimits.ofKilobytes(recorded.readAheadKb(), driver.maxSectorsKb());
        if (recorded.isWarm()) {
            new CaseReplay(new OpenFile(mapping, limits)).perform("seq 131072");
            mapping.drop(0, reading.shape.sizePages());
            reading.recorder.clear();
        }
        CaseReplay calls = new CaseReplay(new OpenFile(mapping, limits));
        for (String line : recorded.lines()) {
            if (line.startsWith("OP\t")) {
                String call = line.substring("OP\t".length());
                reading.recorder.op(call);
                if (!reading.performDirect(call)) {
                    calls.perform(call);
                }
            }
        }
        return reading.difference();
    }

    /** From the recorded windows: the bios are ours. */
    Optional<Difference> fromWindows(GoldenCase recorded) throws IOException {
        Reading reading = new Reading(recorded);
        MpageReader reader =
                new MpageReader(
                        driver.model(),
                        reading.shape,
                        reading.getBlock,
                        reading.submitter,
                        NOWHERE,
                        reading.recorder);
        if (recorded.isWarm() && reading.shape.sizePages() > 0) {
            reader.readPages(new Window(0, reading.shape.sizePages()));
            reading.recorder.clear();
        }
        for (String line : recorded.lines()) {
            String[] fields = line.split("\t");
            switch (fields[0]) {
                case "OP" -> {
                    reading.recorder.op(fields[1]);
                    reading.performDirect(fields[1]);
                }
                case "RA" -> reader.readPages(window(fields));
                case "RF" -> reader.readFolio(Long.parseLong(fields[1]));
                default -> {}
            }
        }
        return reading.difference();
    }

    private Window window(String[] fields) {
        long first = Long.parseLong(fields[1]);
        if (fields.length == 3) {
            return new Window(first, Long.parseLong(fields[2]));
        }
        List<FolioRun> folios = new ArrayList<>();
        for (String run : fields[3].split(",")) {
            long next = folios.isEmpty() ? first : folios.getLast().endPage();
            folios.add(driver.recordsFolios() ? folios(next, run) : pages(run));
        }
        return new Window(folios);
    }

    /** {@code order*count}. */
    private static FolioRun folios(long firstPage, String run) {
        String[] numbers = run.split("\\*");
        return new FolioRun(firstPage, Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** {@code first-last}, or one page. */
    private static FolioRun pages(String run) {
        String[] ends = run.split("-");
        long first = Long.parseLong(ends[0]);
        return new FolioRun(first, 0, Long.parseLong(ends[ends.length - 1]) - first + 1);
    }

    /** One case: its file, with nothing of it cached, and what is recorded of the reading. */
    private final class Reading {

        private final GoldenCase recorded;
        private final LineRecorder recorder =
                new LineRecorder(volume.blockBits(), driver.recordsFolios());
        private final BioSubmitter submitter;
        private final GetBlock getBlock;
        private final FileShape shape;
        private final DirectReader direct;

        Reading(GoldenCase recorded) throws IOException {
            this.recorded = recorded;
            Inode file = ImagePath.typed("/" + recorded.file()).lookup(volume);
            BioSubmitter carryOut = volume.submitter();
            this.submitter =
                    recorder.recording(
                            bio -> {
                                if (bio.use() != BlockUse.DATA) {
                                    carryOut.submit(bio);
                                }
                            });
            this.getBlock = recorder.recording(file.getBlock(volume.newBufferCache(submitter)));
            this.shape = FileShape.inPages(file.sizeBytes(), volume.blockBits());
            this.direct = new DirectReader(driver.model(), shape, getBlock, submitter, NOWHERE);
        }

        /**
         * Carries a call with O_DIRECT out; false for any other, and where it is one like others.
         */
        boolean performDirect(String call) throws IOException {
            String[] words = call.split(" ");
            if (!words[0].startsWith("d") || getBlock.inlineContents().isPresent()) {
                return false;
            }
            if (words[0].equals("dpr")) {
                readDirect(Long.parseLong(words[1]), Long.parseLong(words[2]));
                return true;
            }
            long bufferBytes = Long.parseLong(words[1]);
            long position = 0;
            long got;
            do {
                got = readDirect(position, bufferBytes);
                position += got;
            } while (got > 0);
            return true;
        }

        private long readDirect(long positionBytes, long lengthBytes) throws IOException {
            recorder.direct(positionBytes, lengthBytes);
            return direct.read(positionBytes, lengthBytes);
        }

        Optional<Difference> difference() {
            return Difference.first(
                    recorded.lines().stream().filter(driver::compares).toList(),
                    recorder.lines().stream().filter(driver::compares).toList());
        }
    }
}
