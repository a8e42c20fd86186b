// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static ext2cat.mpage.read.FakeMap.BROKEN;
import static ext2cat.mpage.read.FakeMap.HOLE;
import static ext2cat.mpage.read.Plan.FOUR_BLOCKS;
import static ext2cat.mpage.read.Plan.NOWHERE;
import static ext2cat.mpage.read.Plan.ONE_BLOCK;
import static ext2cat.mpage.read.Plan.reader;
import static ext2cat.mpage.read.Plan.shape;
import static ext2cat.mpage.read.Plan.verify;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/** Maps and reads that fail in the middle of a window. */
final class MpageErrorTest {

    @Test
    void whatLiesBeforeAnErrorIsReadAndTheErrorComesOut() {
        checkError(
                ReadModel.EXT2,
                ONE_BLOCK,
                FakeMap.of(50, 51, 52, BROKEN, 54),
                "RA 50+3 d0-2 error after it",
                "confused 3");
        checkError(
                ReadModel.STREAM,
                ONE_BLOCK,
                FakeMap.of(50, HOLE, 60, BROKEN),
                "RA 50+1 d0 discontiguous",
                "RA 60+1 d2 error after it",
                "confused 3");
        checkError(
                ReadModel.PER_BLOCK,
                ONE_BLOCK,
                FakeMap.of(50, 51, BROKEN),
                "R 50+1 d0 single block",
                "R 51+1 d1 single block");
        checkError(ReadModel.EXT2, ONE_BLOCK, FakeMap.of(BROKEN), "confused 0");
    }

    @Test
    void theBlocksOfAPageThatLieBeforeAnErrorInItAreRead() {
        checkError(
                ReadModel.EXT2,
                FOUR_BLOCKS,
                FakeMap.of(50, 51, 52, 53, 54, 55, BROKEN, 57),
                "RA 50+4 d0-3 error after it",
                "confused 1",
                "R 54+1 d4 error after it",
                "R 55+1 d5 error after it");
        checkError(
                ReadModel.EXT2,
                FOUR_BLOCKS,
                FakeMap.of(50, 60, 70, BROKEN),
                "confused 0",
                "R 50+1 d0 confused: not contiguous",
                "R 60+1 d1 confused: not contiguous",
                "R 70+1 d2 confused: not contiguous");
        checkError(
                ReadModel.EXT4,
                FOUR_BLOCKS,
                FakeMap.of(50, 60, 70, BROKEN),
                "confused 0",
                "R 50+1 d0 confused: not contiguous",
                "R 60+1 d1 confused: not contiguous",
                "R 70+1 d2 confused: not contiguous");
    }

    private static void checkError(
            ReadModel model, int pageBlockBits, FakeMap map, String... expected) {
        BioLines seen = new BioLines();
        FileShape shape = shape(pageBlockBits, map.blocks());
        assertThatThrownBy(
                        () ->
                                reader(model, shape, map, seen)
                                        .readPages(new Window(0, shape.sizePages())))
                .hasMessageStartingWith("no map of block ");
        verify(seen, expected);
    }

    @Test
    void aReadThatFailsComesOutAndNothingIsSubmittedBehindIt() {
        BioLines seen = new BioLines();
        MpageReader reader =
                new MpageReader(
                        ReadModel.EXT2,
                        shape(ONE_BLOCK, 4),
                        FakeMap.of(50, 60, 70, 80),
                        seen.recording(
                                bio -> {
                                    if (bio.diskBlock() == 60) {
                                        throw new IOException("unreadable");
                                    }
                                }),
                        NOWHERE,
                        seen);
        assertThatThrownBy(() -> reader.readPages(new Window(0, 4))).hasMessage("unreadable");
        verify(seen, "RA 50+1 d0 discontiguous", "RA 60+1 d1 discontiguous");
    }
}
