// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.Advice;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.mpage.read.AddressSpace;
import ext2cat.mpage.read.DirectReader;
import ext2cat.mpage.read.FileShape;
import ext2cat.mpage.read.MpageReader;
import ext2cat.mpage.read.OpenFile;
import ext2cat.mpage.read.ReadEvents;
import ext2cat.mpage.read.Window;

import java.io.IOException;

/**
 * Plans the reads of a file that a program reads from front to back with nothing of it cached.
 *
 * <p>Memory is bounded whatever the file's size: pages behind the reader are forgotten, which a
 * reader who never turns back cannot notice.
 *
 * @param model whose way of turning pages into reads
 * @param program which calls are made
 * @param limits what the device allows
 */
record ReadPlan(ReadModel model, ReaderProgram program, QueueLimits limits) {

    /** How far the reader goes before the pages behind are forgotten. */
    private static final long FORGET_BYTES = 16 << 20;

    private static final BioDestination NOWHERE = (_, _, _, _) -> {};

    /**
     * Plans the reads.
     *
     * @param sizeBytes the file's size
     * @param blockBits log2 of the block size
     * @param getBlock the file's map, with nothing cached, which shows its own reads to {@code
     *     submitter}
     * @param submitter is given the data bios, whose bytes nobody wants
     * @throws IOException if the map is damaged or cannot be read; all before it was submitted
     */
    void run(long sizeBytes, int blockBits, GetBlock getBlock, BioSubmitter submitter)
            throws IOException {
        FileShape shape = FileShape.inPages(sizeBytes, blockBits);
        if (program instanceof ReaderProgram.Whole) {
            readInOneWindow(shape, getBlock, submitter);
            return;
        }
        if (program instanceof ReaderProgram.Direct direct) {
            // What is inline goes through the page cache in spite of O_DIRECT, and takes no read.
            if (getBlock.inlineContents().isEmpty()) {
                readDirect(
                        direct,
                        new DirectReader(model, shape, getBlock, submitter, NOWHERE),
                        shape);
            }
            return;
        }
        AddressSpace mapping =
                new AddressSpace(model, shape, getBlock, submitter, NOWHERE, ReadEvents.NONE);
        OpenFile file = new OpenFile(mapping, limits);
        switch (program) {
            case ReaderProgram.Reads reads -> {
                file.advise(reads.advice());
                read(file, reads, sizeBytes);
            }
            case ReaderProgram.Mmap _ -> touchToEnd(file, shape);
            case ReaderProgram.Direct _, ReaderProgram.Whole _ -> throw new AssertionError();
        }
    }

    private void readInOneWindow(FileShape shape, GetBlock getBlock, BioSubmitter submitter)
            throws IOException {
        if (shape.sizePages() > 0) {
            new MpageReader(model, shape, getBlock, submitter, NOWHERE, ReadEvents.NONE)
                    .readPages(new Window(0, shape.sizePages()));
        }
    }

    private static void readDirect(
            ReaderProgram.Direct direct, DirectReader reader, FileShape shape) throws IOException {
        if (!direct.suits(shape.blockBits())) {
            throw new IOException(
                    "%s reads parts of blocks, which are of %d bytes here"
                            .formatted(direct.text(), 1 << shape.blockBits()));
        }
        long position = direct.span().startBytes(shape.sizeBytes());
        long got;
        do {
            got = reader.read(position, direct.bufferBytes());
            position += got;
        } while (got == direct.bufferBytes());
    }

    private static void read(OpenFile file, ReaderProgram.Reads reads, long sizeBytes)
            throws IOException {
        long start = reads.span().startBytes(sizeBytes);
        long limit = reads.span().limitBytes();
        long position = start;
        long forgotten = start;
        long wanted = Math.min(reads.firstBytes(), limit);
        while (wanted > 0) {
            long got = file.read(position, wanted);
            position += got;
            forgotten = forgetBehind(file, forgotten, position);
            wanted = got == 0 ? 0 : Math.min(reads.bufferBytes(), limit - (position - start));
        }
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
