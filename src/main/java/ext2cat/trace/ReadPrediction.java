// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace;

import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.block.GetBlock;
import ext2cat.mpage.AddressSpace;
import ext2cat.mpage.Advice;
import ext2cat.mpage.FileShape;
import ext2cat.mpage.MpageReader;
import ext2cat.mpage.OpenFile;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadEvents;
import ext2cat.mpage.ReadModel;
import ext2cat.mpage.Window;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which reads a whole file would take, and in which order, if a program read it from front to back
 * with nothing of it cached.
 *
 * <p>Memory is bounded whatever the file's size: pages behind the reader are forgotten, which a
 * reader who never turns back cannot notice.
 *
 * @param model whose way of turning pages into reads
 * @param program which calls are made
 * @param limits what the device allows
 */
public record ReadPrediction(ReadModel model, ReaderProgram program, QueueLimits limits) {

    /** The models that are compared: who reads a file of a real image in one of these ways. */
    public static final List<ReadModel> MODELS =
            List.of(ReadModel.EXT2, ReadModel.EXT4, ReadModel.NO_BOUNDARY, ReadModel.PER_BLOCK);

    /** How far the reader goes before the pages behind are forgotten. */
    private static final long FORGET_BYTES = 16 << 20;

    private static final List<ReaderProgram> LIKELY_PROGRAMS =
            List.of(
                    new ReaderProgram.Cat(),
                    new ReaderProgram.Dd(128 << 10),
                    new ReaderProgram.Dd(4 << 10),
                    new ReaderProgram.Dd(512),
                    new ReaderProgram.Dd(64 << 10),
                    new ReaderProgram.Dd(1 << 20),
                    new ReaderProgram.Mmap(),
                    new ReaderProgram.Whole());

    /** Windows that distributions, device mappers and tuning guides set. */
    private static final List<Long> LIKELY_READ_AHEAD_KB =
            List.of(128L, 256L, 512L, 1024L, 2048L, 2560L, 4096L, 8192L, 16384L, 0L);

    private static final BioDestination NOWHERE = (_, _, _, _) -> {};

    /** A prediction of nothing missing. */
    public ReadPrediction {
        Objects.requireNonNull(model);
        Objects.requireNonNull(program);
        Objects.requireNonNull(limits);
    }

    /** The same reading by another model. */
    public ReadPrediction withModel(ReadModel other) {
        return new ReadPrediction(other, program, limits);
    }

    /**
     * The same model with other programs and readahead windows, those that people use most first:
     * for finding out how a file was read that was read in an unknown way.
     */
    public List<ReadPrediction> likelyReaders() {
        List<ReadPrediction> likely = new ArrayList<>();
        for (ReaderProgram other : LIKELY_PROGRAMS) {
            likely.add(new ReadPrediction(model, other, limits));
        }
        for (ReaderProgram other : LIKELY_PROGRAMS.subList(0, 2)) {
            for (long kilobytes : LIKELY_READ_AHEAD_KB) {
                likely.add(
                        new ReadPrediction(
                                model,
                                other,
                                new QueueLimits(
                                        QueueLimits.ofKilobytes(kilobytes, 0).readAheadPages(),
                                        limits.ioPages())));
            }
        }
        likely.remove(this);
        return likely;
    }

    /** The reader in words: {@code dd:4096 with read_ahead_kb 128}. */
    public String reader() {
        return "%s with read_ahead_kb %d".formatted(program.text(), limits.readAheadPages() * 4);
    }

    /**
     * Plans the reads of one file.
     *
     * @param sizeBytes the file's size
     * @param blockBits log2 of the block size
     * @param getBlock the file's map, with nothing cached; the submitter below it and {@code
     *     submitter} should be one {@link RecordingSubmitter#ofPrediction}
     * @param submitter is given the data bios, whose bytes nobody wants
     * @throws IOException if the map is damaged or cannot be read; all before it was submitted
     */
    public void run(long sizeBytes, int blockBits, GetBlock getBlock, BioSubmitter submitter)
            throws IOException {
        FileShape shape = FileShape.inPages(sizeBytes, blockBits);
        if (program instanceof ReaderProgram.Whole) {
            readInOneWindow(shape, getBlock, submitter);
            return;
        }
        AddressSpace mapping =
                new AddressSpace(model, shape, getBlock, submitter, NOWHERE, ReadEvents.NONE);
        OpenFile file = new OpenFile(mapping, limits);
        switch (program) {
            case ReaderProgram.Cat _ -> {
                file.advise(Advice.SEQUENTIAL);
                readToEnd(file, ReaderProgram.Cat.BUFFER_BYTES);
            }
            case ReaderProgram.Dd dd -> readToEnd(file, dd.bufferBytes());
            case ReaderProgram.Mmap _ -> touchToEnd(file, shape);
            case ReaderProgram.Whole _ -> throw new AssertionError();
        }
    }

    private void readInOneWindow(FileShape shape, GetBlock getBlock, BioSubmitter submitter)
            throws IOException {
        if (shape.sizePages() > 0) {
            new MpageReader(model, shape, getBlock, submitter, NOWHERE, ReadEvents.NONE)
                    .readPages(new Window(0, shape.sizePages()));
        }
    }

    private static void readToEnd(OpenFile file, long bufferBytes) throws IOException {
        long position = 0;
        long forgotten = 0;
        long got;
        do {
            got = file.read(position, bufferBytes);
            position += got;
            forgotten = forgetBehind(file, forgotten, position);
        } while (got > 0);
    }

    private static void touchToEnd(OpenFile file, FileShape shape) throws IOException {
        long forgotten = 0;
        for (long page = 0; page < shape.sizePages(); page++) {
            file.fault(page, Advice.NORMAL);
            forgotten = forgetBehind(file, forgotten, page << shape.pageBits());
        }
    }

    /** Up to where the pages are forgotten now. */
    private static long forgetBehind(OpenFile file, long forgotten, long position) {
        if (position - forgotten < FORGET_BYTES) {
            return forgotten;
        }
        file.dontNeed(forgotten, position - forgotten);
        return position;
    }
}
