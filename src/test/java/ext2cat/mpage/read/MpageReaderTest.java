// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static ext2cat.mpage.read.FakeMap.BROKEN;
import static ext2cat.mpage.read.FakeMap.HOLE;
import static ext2cat.mpage.read.Plan.FOUR_BLOCKS;
import static ext2cat.mpage.read.Plan.ONE_BLOCK;
import static ext2cat.mpage.read.Plan.reader;
import static ext2cat.mpage.read.Plan.shape;
import static ext2cat.mpage.read.Plan.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.EndReason;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which bios a map gives, why each ends, and what is asked of the map. */
final class MpageReaderTest {

    @Test
    void everyReasonToEndABioIsGivenButThatOfBuffersWhichOnlyCachedPagesHave() throws Exception {
        Set<EndReason> given = EnumSet.noneOf(EndReason.class);
        FakeMap pages = FakeMap.of(50, 51, 52, 53, 90, HOLE, HOLE, HOLE, HOLE, 54, 60, 70, 80, 81);
        given.addAll(reasons(ReadModel.EXT2, ONE_BLOCK, pages.withTablesEndingBefore(2L)));
        given.addAll(reasons(ReadModel.EXT2, FOUR_BLOCKS, pages));
        given.addAll(reasons(ReadModel.EXT2, FOUR_BLOCKS, FakeMap.of(50, 60)));
        given.addAll(reasons(ReadModel.EXT2, ONE_BLOCK, FakeMap.run(50, 257)));
        given.addAll(reasons(ReadModel.EXT2, ONE_BLOCK, FakeMap.of(50, BROKEN)));
        given.addAll(reasons(ReadModel.PER_BLOCK, ONE_BLOCK, pages));
        assertThat(EnumSet.complementOf(EnumSet.copyOf(given)))
                .containsExactly(EndReason.CONFUSED_BUFFERS);
    }

    private static Set<EndReason> reasons(ReadModel model, int pageBlockBits, FakeMap map) {
        BioLines seen = new BioLines();
        FileShape shape = shape(pageBlockBits, map.blocks());
        try {
            reader(model, shape, map, seen).readPages(new Window(0, shape.sizePages()));
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("no map of block ");
        }
        return seen.bios().stream().map(Bio::end).collect(Collectors.toSet());
    }

    @Test
    void adjacentBlocksAreOneBioToTheEndOfTheWindow() throws Exception {
        check(ONE_BLOCK, FakeMap.run(100, 30), "RA 100+30 d0-29 end of window");
        check(FOUR_BLOCKS, FakeMap.run(100, 32), "RA 100+32 d0-31 end of window");
    }

    @Test
    void aBioEndsAtTheBoundaryEvenWhereTheDataGoesOnBehindIt() throws Exception {
        check(
                ONE_BLOCK,
                FakeMap.run(100, 30).withTablesEndingBefore(12L, 20L),
                "RA 100+12 d0-11 boundary",
                "RA 112+8 d12-19 boundary",
                "RA 120+10 d20-29 end of window");
        check(
                FOUR_BLOCKS,
                FakeMap.run(100, 32).withTablesEndingBefore(12L),
                "RA 100+12 d0-11 boundary",
                "RA 112+20 d12-31 end of window");
    }

    @Test
    void aBoundaryInsideAPageEndsNothing() throws Exception {
        check(
                FOUR_BLOCKS,
                FakeMap.run(100, 32).withTablesEndingBefore(10L),
                "RA 100+32 d0-31 end of window");
    }

    @Test
    void theModelWithoutBoundaryGoesOn() throws Exception {
        checkModel(
                ReadModel.NO_BOUNDARY,
                ONE_BLOCK,
                FakeMap.run(100, 30).withTablesEndingBefore(12L),
                "RA 100+30 d0-29 end of window");
    }

    @Test
    void aBioEndsWhereTheNextPageLiesElsewhere() throws Exception {
        check(
                ONE_BLOCK,
                FakeMap.of(100, 101, 105, 106, 104, 103),
                "RA 100+2 d0-1 discontiguous",
                "RA 105+2 d2-3 discontiguous",
                "RA 104+1 d4 discontiguous",
                "RA 103+1 d5 end of window");
    }

    @Test
    void aHoleOfAPageDoesNotEndABio() throws Exception {
        check(
                ONE_BLOCK,
                FakeMap.of(7742, 7743, 7744, 7745, HOLE, HOLE, 7746, 7747, 7748, 7749, 7750),
                "RA 7742+9 d0-3,6-10 end of window");
        check(
                FOUR_BLOCKS,
                FakeMap.of(50, 51, 52, 53, HOLE, HOLE, HOLE, HOLE, 54, 55, 56, 57),
                "RA 50+8 d0-3,8-11 end of window");
        check(
                ONE_BLOCK,
                FakeMap.of(10, HOLE, 11, HOLE, 12, HOLE, 13, HOLE),
                "RA 10+4 d0,2,4,6 end of window");
    }

    @Test
    void aHoleAtTheEndOfAPageEndsTheBio() throws Exception {
        check(
                FOUR_BLOCKS,
                FakeMap.of(50, 51, 52, 53, 54, 55, HOLE, HOLE, 56, 57, 58, 59),
                "RA 50+6 d0-5 hole",
                "RA 56+4 d8-11 end of window");
    }

    @Test
    void theEndOfTheFileInsideAPageIsAHoleAndInsideABlockIsNone() throws Exception {
        checkSize(5 * 1024, "RA 100+5 d0-4 hole");
        checkSize(4 * 1024 + 1, "RA 100+5 d0-4 hole");
        checkSize(7 * 1024 + 1, "RA 100+8 d0-7 end of window");
        checkSize(1, "RA 100+1 d0 hole");
        checkSize(0);
    }

    private static void checkSize(long sizeBytes, String... expected) throws IOException {
        FakeMap map = FakeMap.run(100, 8);
        BioLines seen = new BioLines();
        MpageReader reader = reader(ReadModel.EXT2, new FileShape(sizeBytes, 10, 12), map, seen);
        reader.readPages(new Window(0, 2));
        verify(seen, expected);
    }

    @Test
    void aBioTakesTwoHundredAndFiftySixPages() throws Exception {
        check(
                ONE_BLOCK,
                FakeMap.run(1000, 600),
                "RA 1000+256 d0-255 size limit",
                "RA 1256+256 d256-511 size limit",
                "RA 1512+88 d512-599 end of window");
        check(
                FOUR_BLOCKS,
                FakeMap.run(1000, 257 * 4),
                "RA 1000+1024 d0-1023 size limit",
                "RA 2024+4 d1024-1027 end of window");
    }

    @Test
    void aFullBioEndsForTheReasonThatComesNext() throws Exception {
        check(ONE_BLOCK, FakeMap.run(1000, 256), "RA 1000+256 d0-255 end of window");
        check(
                ONE_BLOCK,
                FakeMap.run(1000, 257).withTablesEndingBefore(256L),
                "RA 1000+256 d0-255 boundary",
                "RA 1256+1 d256 end of window");
    }

    @Test
    void dataAfterAHoleInAPageIsReadBlockByBlock() throws Exception {
        check(
                FOUR_BLOCKS,
                FakeMap.of(50, 51, 52, 53, HOLE, 54, 55, 56, 57, 58, 59, 60),
                "RA 50+4 d0-3 confused: data after hole",
                "confused 1",
                "R 54+1 d5 confused: data after hole",
                "R 55+1 d6 confused: data after hole",
                "R 56+1 d7 confused: data after hole",
                "RA 57+4 d8-11 end of window");
        check(
                FOUR_BLOCKS,
                FakeMap.of(50, HOLE, 51, HOLE),
                "confused 0",
                "R 50+1 d0 confused: data after hole",
                "R 51+1 d2 confused: data after hole");
    }

    @Test
    void aPageInSeveralPlacesIsReadBlockByBlock() throws Exception {
        check(
                FOUR_BLOCKS,
                FakeMap.of(50, 51, 52, 53, 54, 55, 90, 91, 92, 93, 94, 95),
                "RA 50+4 d0-3 confused: not contiguous",
                "confused 1",
                "R 54+1 d4 confused: not contiguous",
                "R 55+1 d5 confused: not contiguous",
                "R 90+1 d6 confused: not contiguous",
                "R 91+1 d7 confused: not contiguous",
                "RA 92+4 d8-11 end of window");
    }

    @Test
    void blocksBehindTheEndOfAConfusedFileAreNeitherMappedNorRead() throws Exception {
        FakeMap map = FakeMap.of(50, 60, 70);
        check(
                FOUR_BLOCKS,
                map,
                "confused 0",
                "R 50+1 d0 confused: not contiguous",
                "R 60+1 d1 confused: not contiguous",
                "R 70+1 d2 confused: not contiguous");
        assertThat(map.calls()).containsExactly("0 3 1", "1 2 1", "0 1 1", "1 1 1", "2 1 1");
    }

    @Test
    void aMappingServesAllThePagesThatItReaches() throws Exception {
        FakeMap map = FakeMap.of(50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 30, 31);
        check(
                FOUR_BLOCKS,
                map,
                "RA 50+8 d0-7 confused: not contiguous",
                "confused 2",
                "R 58+1 d8 confused: not contiguous",
                "R 59+1 d9 confused: not contiguous",
                "R 30+1 d10 confused: not contiguous",
                "R 31+1 d11 confused: not contiguous");
        assertThat(map.calls())
                .containsExactly("0 12 10", "10 2 2", "8 1 1", "9 1 1", "10 1 1", "11 1 1");
    }

    @Test
    void aConfusedPageLeavesItsMappingToTheNextOne() throws Exception {
        FakeMap map = FakeMap.of(HOLE, 51, 52, 53, 54, 55, 56, 57);
        check(
                FOUR_BLOCKS,
                map,
                "confused 0",
                "R 51+1 d1 confused: data after hole",
                "R 52+1 d2 confused: data after hole",
                "R 53+1 d3 confused: data after hole",
                "RA 54+4 d4-7 end of window");
        assertThat(map.calls())
                .containsExactly("0 8 0", "1 7 7", "0 1 0", "1 1 1", "2 1 1", "3 1 1");
    }

    @Test
    void aHoleIsAskedForBlockByBlockAsKernelsDo() throws Exception {
        FakeMap map = FakeMap.of(HOLE, HOLE, HOLE, HOLE, HOLE, 51);
        check(ONE_BLOCK, map, "RA 51+1 d5 end of window");
        assertThat(map.calls())
                .containsExactly("0 6 0", "1 5 0", "2 4 0", "3 3 0", "4 2 0", "5 1 1");
    }

    @Test
    void aHoleIsLeaptOverWhereTheModelSaysSo() throws Exception {
        FakeMap map = FakeMap.of(50, HOLE, HOLE, HOLE, HOLE, 51, HOLE, HOLE);
        checkModel(ReadModel.STREAM, ONE_BLOCK, map, "RA 50+2 d0,5 end of window");
        assertThat(map.calls()).containsExactly("0 8 1", "1 7 0", "5 3 1", "6 2 0");
    }

    @Test
    void aHoleIsNotLeaptOverIntoTheMiddleOfAPage() throws Exception {
        long[] blocks = new long[16];
        blocks[13] = 50;
        FakeMap map = FakeMap.of(blocks);
        checkModel(
                ReadModel.STREAM,
                FOUR_BLOCKS,
                map,
                "confused 3",
                "R 50+1 d13 confused: data after hole");
        assertThat(map.calls().subList(0, 2)).containsExactly("0 16 0", "13 3 1");
    }

    @Test
    void theModelOfSingleBlocksReadsEachAsSoonAsItIsMapped() throws Exception {
        FakeMap map = FakeMap.of(50, 51, HOLE, 53, 54);
        checkModel(
                ReadModel.PER_BLOCK,
                FOUR_BLOCKS,
                map,
                "R 50+1 d0 single block",
                "R 51+1 d1 single block",
                "R 53+1 d3 single block",
                "R 54+1 d4 single block");
        assertThat(map.calls()).containsExactly("0 1 1", "1 1 1", "2 1 0", "3 1 1", "4 1 1");
    }

    @Test
    void whatIsAskedForEndsWithTheWindow() throws Exception {
        FakeMap map = FakeMap.run(100, 40);
        BioLines seen = new BioLines();
        MpageReader reader = reader(ReadModel.EXT2, shape(FOUR_BLOCKS, 40), map, seen);
        reader.readPages(new Window(1, 2));
        reader.readPages(new Window(3, 100));
        reader.readPages(new Window(10, 5));
        verify(seen, "RA 104+8 d4-11 end of window", "RA 112+28 d12-39 end of window");
        assertThat(map.calls()).containsExactly("4 8 8", "12 28 28");
    }

    @Test
    void aPageThatSomebodyWaitsForIsAPlainRead() throws Exception {
        BioLines seen = new BioLines();
        reader(ReadModel.EXT2, shape(FOUR_BLOCKS, 40), FakeMap.run(100, 40), seen).readFolio(2);
        verify(seen, "R 108+4 d8-11 end of window");
    }

    @Test
    void blocksLargerThanAPageAreReadInPagesOfTheirOwnSize() throws Exception {
        FakeMap map = FakeMap.of(50, 51, HOLE, 52, 60).withTablesEndingBefore(1L);
        BioLines seen = new BioLines();
        FileShape shape = FileShape.inPages(5 * 65536 - 100, 16);
        reader(ReadModel.EXT2, shape, map, seen).readPages(new Window(0, shape.sizePages()));
        verify(
                seen,
                "RA 50+1 d0 boundary",
                "RA 51+2 d1,3 discontiguous",
                "RA 60+1 d4 end of window");
    }

    /** The kernel's model, the whole file as one window. */
    private static void check(int pageBlockBits, FakeMap map, String... expected)
            throws IOException {
        checkModel(ReadModel.EXT2, pageBlockBits, map, expected);
    }

    private static void checkModel(
            ReadModel model, int pageBlockBits, FakeMap map, String... expected)
            throws IOException {
        BioLines seen = new BioLines();
        FileShape shape = shape(pageBlockBits, map.blocks());
        reader(model, shape, map, seen).readPages(new Window(0, shape.sizePages()));
        verify(seen, expected);
    }
}
