// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.EndReason;
import ext2cat.mpage.Advice;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * System calls in, windows out, as Linux 6.1 chooses them, or with folios 6.18: {@code 12+16} is a
 * window of 16 pages from page 12 on, {@code page 3} a page read alone.
 */
final class ReadaheadTest {

    private static final long PAGE = 4096;
    private static final long KIB = 1024;

    /** A file that is one hole, so that there are windows but no bios. */
    private static final GetBlock HOLE = (fileBlock, maxBlocks) -> new Mapping.Hole(maxBlocks);

    private final List<String> windows = new ArrayList<>();

    private final ReadEvents recorder =
            new ReadEvents() {
                @Override
                public void readPages(Window window) {
                    windows.add(window.firstPage() + "+" + window.pages());
                }

                @Override
                public void readFolio(long page) {
                    windows.add("page " + page);
                }

                @Override
                public void confused(long page, EndReason why) {
                    windows.add("confused " + page);
                }
            };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # read_ahead_kb | buffer KiB | windows of a file of 300 pages
                    128  | 4    | 0+4 4+8 12+16 28+32 60+32 92+32 124+32 156+32 188+32 220+32 252+32 284+16
                    128  | 64   | 0+32 32+32 64+32 96+32 128+32 160+32 192+32 224+32 256+32 288+12
                    128  | 128  | 0+32 32+32 64+32 96+32 128+32 160+32 192+32 224+32 256+32 288+12
                    128  | 1024 | 0+256 256+44
                    16   | 128  | 0+32 32+32 64+32 96+32 128+32 160+32 192+32 224+32 256+32 288+12
                    512  | 4    | 0+4 4+16 20+32 52+64 116+128 244+56
                    4096 | 128  | 0+128 128+172
                    """)
    void aSequentialReaderGetsGrowingWindows(long readAheadKb, long bufferKb, String expected)
            throws IOException {
        OpenFile file = open(300, readAheadKb);
        readToEnd(file, bufferKb * KIB);
        check(expected.split(" "));
    }

    @Test
    void withoutReadaheadEachPageIsAWindowOfItsOwn() throws Exception {
        OpenFile file = open(10, 0);
        readToEnd(file, 16 * KIB);
        check("0+1", "1+1", "2+1", "3+1", "4+1", "5+1", "6+1", "7+1", "8+1", "9+1");
    }

    @Test
    void asManyPagesAsTheReadWantsArriveWhereItIsRandom() throws Exception {
        OpenFile file = open(1000, 128);
        file.read(100 * PAGE, PAGE);
        file.read(500 * PAGE + 10, 3 * PAGE); // bytes in four pages
        file.read(300 * PAGE, 2 * PAGE);
        check("100+1", "500+4", "300+2");
    }

    @Test
    void aReadThatGoesOnWhereTheLastOneEndedStartsAWindow() throws Exception {
        OpenFile file = open(1000, 128);
        file.read(50 * PAGE, PAGE);
        file.read(51 * PAGE, PAGE);
        file.read(600 * PAGE, 100);
        file.read(601 * PAGE, 100); // the page behind the one in which the last read ended
        check("50+1", "51+4", "600+1", "601+4");
    }

    @Test
    void aReadLargerThanTheWindowStartsOneAnywhere() throws Exception {
        OpenFile file = open(1000, 128);
        file.read(200 * PAGE, 100 * PAGE);
        check("200+100");
    }

    @Test
    void cachedPagesBeforeAReadTellOfAStream() throws Exception {
        OpenFile file = open(1000, 128);
        file.willNeed(0, 8 * PAGE);
        file.read(8 * PAGE, PAGE); // cached from the start: twice the history
        file.willNeed(100 * PAGE, 8 * PAGE);
        file.read(108 * PAGE, PAGE);
        file.willNeed(200 * PAGE, 2 * PAGE);
        file.read(202 * PAGE, 2 * PAGE); // no longer a history than the read itself
        check("0+8", "8+17", "100+8", "108+9", "200+2", "202+2");
    }

    @Test
    void aMarkThatAnotherReaderLeftGoesOnBehindTheCachedPages() throws Exception {
        OpenFile file = open(2000, 128);
        file.read(0, PAGE); // 0+4 with the mark on page 1
        file.read(1000 * PAGE, PAGE);
        file.read(1001 * PAGE, PAGE); // a window elsewhere: the first one is forgotten
        file.read(PAGE, PAGE);
        check("0+4", "1000+1", "1001+4", "4+8");
    }

    @Test
    void aMissingPageThatWasToBeMarkedIsReadAloneBehindItsWindow() throws Exception {
        OpenFile file = open(100, 128);
        file.read(0, PAGE);
        file.dontNeed(PAGE, PAGE);
        file.read(PAGE, PAGE);
        check("0+4", "4+8", "page 1");
    }

    @Test
    void cachedPagesDivideAWindow() throws Exception {
        OpenFile file = open(100, 128);
        file.read(10 * PAGE, PAGE);
        file.read(14 * PAGE, 2 * PAGE);
        file.willNeed(8 * PAGE, 10 * PAGE);
        check("10+1", "14+2", "8+2", "11+3", "16+2");
    }

    @Test
    void theAdviceSequentialDoublesTheWindow() throws Exception {
        OpenFile file = open(400, 128);
        file.advise(Advice.SEQUENTIAL);
        readToEnd(file, 4 * KIB);
        check(
                "0+4", "4+8", "12+16", "28+32", "60+64", "124+64", "188+64", "252+64", "316+64",
                "380+20");
    }

    @Test
    void theAdviceNormalUndoesTheOthers() throws Exception {
        OpenFile file = open(400, 128);
        file.advise(Advice.SEQUENTIAL);
        file.advise(Advice.RANDOM);
        file.advise(Advice.NORMAL);
        readToEnd(file, 128 * KIB);
        assertThat(windows).startsWith("0+32", "32+32");
    }

    @Test
    void theAdviceRandomReadsWhatIsMissingOfEachCallAndNoMore() throws Exception {
        OpenFile file = open(1000, 128);
        file.advise(Advice.RANDOM);
        file.read(0, PAGE);
        file.read(PAGE, PAGE);
        file.read(10 * PAGE, 5 * PAGE);
        file.read(12 * PAGE, 5 * PAGE);
        file.read(100 * PAGE, 400 * PAGE); // 320 pages at a time, the device's largest request
        check("0+1", "1+1", "10+5", "15+2", "100+320", "420+80");
    }

    @Test
    void theAdviceRandomKeepsTheWindowOfTheAdviceBefore() throws Exception {
        OpenFile file = open(1000, 128);
        file.advise(Advice.SEQUENTIAL);
        file.advise(Advice.RANDOM);
        file.fault(500, Advice.NORMAL);
        check("468+64");
    }

    @Test
    void whatWillBeNeededIsReadUpToTheDevicesLimitInPiecesOfTwoMebibytes() throws Exception {
        open(2000, 128).willNeed(0, 1000 * PAGE);
        check("0+320");
        windows.clear();
        open(2000, 4096).willNeed(100 * PAGE + 1, 999 * PAGE);
        check("100+512", "612+488");
        windows.clear();
        open(50, 128).willNeed(40 * PAGE - 1, 2);
        check("39+2");
        windows.clear();
        open(50, 128).willNeed(10 * PAGE, Long.MAX_VALUE);
        check("10+40");
        windows.clear();
        open(50, 128).willNeed(50 * PAGE, PAGE);
        open(0, 128).willNeed(0, PAGE);
        check();
    }

    @Test
    void aTouchOfAMappingReadsAroundAndGoesOnAtTheMark() throws Exception {
        OpenFile file = open(1000, 128);
        file.fault(100, Advice.NORMAL);
        file.fault(107, Advice.NORMAL);
        check("84+32");
        file.fault(108, Advice.NORMAL);
        check("84+32", "116+32");
    }

    @Test
    void aMappingTouchedFromTheFrontIsReadInWindowsOneBehindTheOther() throws Exception {
        OpenFile file = open(150, 128);
        for (int page = 0; page < 150; page++) {
            file.fault(page, Advice.NORMAL);
        }
        check("0+32", "32+32", "64+32", "96+32", "128+22");
    }

    @Test
    void aMappingAdvisedRandomIsReadPageByPage() throws Exception {
        OpenFile file = open(1000, 128);
        file.fault(100, Advice.RANDOM);
        file.fault(101, Advice.RANDOM);
        file.fault(101, Advice.RANDOM);
        check("page 100", "page 101");
    }

    @Test
    void aMappingAdvisedSequentialIsReadAheadAsAReaderIs() throws Exception {
        OpenFile file = open(200, 128);
        for (int page = 0; page < 70; page++) {
            file.fault(page, Advice.SEQUENTIAL);
        }
        file.fault(150, Advice.SEQUENTIAL); // out of order: no window around it
        check("0+32", "32+32", "64+32", "96+32", "150+32");
    }

    @Test
    void aMappingWithoutReadaheadIsReadPageByPage() throws Exception {
        OpenFile file = open(1000, 0);
        file.fault(7, Advice.NORMAL);
        file.fault(8, Advice.SEQUENTIAL);
        check("page 7", "page 8");
    }

    @Test
    void aMappingThatMissesTooOftenIsNoLongerReadAround() throws Exception {
        OpenFile file = open(100_000, 128);
        for (int i = 1; i <= 101; i++) {
            file.fault(i * 100L, Advice.NORMAL);
        }
        assertThat(windows.subList(98, 101)).containsExactly("9884+32", "9984+32", "page 10100");
        file.fault(9_990, Advice.NORMAL); // two hits, and reading around is worth it again
        file.fault(9_991, Advice.NORMAL);
        file.fault(50_000, Advice.NORMAL);
        assertThat(windows.getLast()).isEqualTo("49984+32");
    }

    @Test
    void whereAFaultMapsWhatLiesAroundMissesAreForgotten() throws Exception {
        OpenFile file = openWithFolios(100_000, 128);
        for (int i = 1; i <= 300; i++) {
            file.fault(i * 100L, Advice.NORMAL);
        }
        assertThat(windows).hasSize(300).endsWith("29884+32", "29984+32");
    }

    @Test
    void aTouchInsideAMarkedFolioReadsBehindThatPageAndNotBehindTheFolio() throws Exception {
        OpenFile file = openWithFolios(13, 16);
        for (int page : new int[] {5, 6, 7, 8, 0, 11}) { // 10 and 11 are one folio
            file.fault(page, Advice.NORMAL);
        }
        check("3+4", "7+1", "8+2", "10+2", "0+3", "12+1"); // as Linux 6.18 did
    }

    @Test
    void theHistoryIsMiscountedWhereItEndsInAFolioOfMoreThan64Pages() throws Exception {
        OpenFile file = openWithFolios(3135, 1024);
        readToEnd(file, 5000);
        assertThat(windows).contains("1792+256", "2048+256"); // a folio each
        file.dontNeed(7_674_127, Long.MAX_VALUE); // all folios from page 2048 on
        windows.clear();
        readToEnd(file, 100_000);
        // Pages 0 to 2047 are cached, of which Linux 6.18 counts 128; three pages are wanted.
        check("2048+131", "2179+253", "2432+256", "2688+256", "2944+128", "3072+63");
    }

    @Test
    void pagesAfterATouchNearTheEndOfALargeFolioAreTakenForCached() throws Exception {
        OpenFile file = openWithFolios(3671, 1024);
        for (int page = 0; page <= 1280; page += 32) {
            file.read(page * PAGE, 32 * PAGE);
        }
        assertThat(windows).endsWith("1280+256", "1536+256"); // a folio each
        windows.clear();
        file.fault(2392, Advice.SEQUENTIAL);
        file.fault(1790, Advice.SEQUENTIAL); // the page before the folio's last one
        check("2392+256", "1795+253"); // as Linux 6.18 did; pages 1792 to 1794 are not cached
    }

    @Test
    void pagesThatCouldNotBeReadAreAskedForAgain() throws Exception {
        for (ReadModel model : List.of(ReadModel.EXT2, ReadModel.EXT4)) {
            AtomicInteger failures = new AtomicInteger(4);
            GetBlock failing =
                    (fileBlock, maxBlocks) -> {
                        if (fileBlock == 2 && failures.decrementAndGet() >= 0) {
                            throw new IOException("no map of block 2");
                        }
                        return new Mapping.Hole(1);
                    };
            OpenFile file = open(model, failing, 4 * PAGE, QueueLimits.DEFAULT);
            windows.clear();
            // A mapping that fails is tried twice: for its page, and for the block alone. Who only
            // wants page 0 does not learn of it.
            assertThat(file.read(0, PAGE)).isEqualTo(PAGE);
            check("0+4", "confused 2");
            assertThatThrownBy(() -> file.fault(2, Advice.RANDOM)).hasMessage("no map of block 2");
            assertThatThrownBy(() -> file.read(2 * PAGE, 1)).hasMessage("no map of block 2");
            file.fault(2, Advice.RANDOM);
            file.fault(1, Advice.RANDOM);
            check(
                    "0+4",
                    "confused 2",
                    "page 2",
                    "confused 2",
                    "page 2",
                    "confused 2",
                    "page 2",
                    "confused 2");
        }
    }

    @Test
    void readsTellHowMuchOfTheFileThereIs() throws Exception {
        OpenFile file = open(10 * PAGE - 100, QueueLimits.DEFAULT);
        assertThat(file.read(0, 100)).isEqualTo(100);
        assertThat(file.read(10 * PAGE - 200, 1000)).isEqualTo(100);
        assertThat(file.read(10 * PAGE - 100, 1000)).isZero();
        assertThat(file.read(Long.MAX_VALUE - 1, 1)).isZero();
        assertThat(file.read(5, 0)).isZero();
        windows.clear();
        file = open(10 * PAGE - 100, QueueLimits.DEFAULT);
        assertThat(file.read(100, Long.MAX_VALUE)).isEqualTo(10 * PAGE - 200);
        check("0+10"); // as for any read larger than the device's largest request
    }

    @Test
    void oneReadCallBringsTwoGibibytesLessAPageAtMost() throws Exception {
        OpenFile file = open(1L << 32, QueueLimits.ofKilobytes(1 << 20, 1 << 20));
        assertThat(file.read(0, 1L << 32)).isEqualTo(0x7fff_f000L);
    }

    @Test
    void onlyWholePagesOfTheRangeAreDropped() throws Exception {
        checkDropped(0, Long.MAX_VALUE, "0+10");
        checkDropped(PAGE + 1, 2 * PAGE, "2+1");
        checkDropped(PAGE, 2 * PAGE, "1+2");
        checkDropped(PAGE + 1, PAGE);
        checkDropped(8 * PAGE, PAGE + 100, "8+1");
    }

    @Test
    void theLastPageIsDroppedWithItsLastByteOrWithWhatLiesBehindIt() throws Exception {
        checkDropped(8 * PAGE, 2 * PAGE - 100, "8+2"); // to the last byte of the file
        checkDropped(8 * PAGE, 2 * PAGE, "8+2"); // to the last byte of its page
        checkDropped(8 * PAGE, 2 * PAGE - 50, "8+1"); // in between
        checkDropped(8 * PAGE, 3 * PAGE - 50, "8+2"); // in the page behind it
        checkDropped(8 * PAGE, Long.MAX_VALUE, "8+2");
    }

    /** Drops a range of a file of ten pages, the last in part, and reads all of it again. */
    private void checkDropped(long positionBytes, long lengthBytes, String... readAgain)
            throws IOException {
        OpenFile file = open(10 * PAGE - 100, QueueLimits.DEFAULT);
        file.willNeed(0, 10 * PAGE);
        windows.clear();
        file.dontNeed(positionBytes, lengthBytes);
        file.willNeed(0, 10 * PAGE);
        check(readAgain);
    }

    private void check(String... expected) {
        assertThat(windows).containsExactly(expected);
    }

    private static void readToEnd(OpenFile file, long bufferBytes) throws IOException {
        long position = 0;
        for (long got = -1; got != 0; position += got) {
            got = file.read(position, bufferBytes);
        }
    }

    private OpenFile open(int pages, long readAheadKb) {
        return open(pages * PAGE, QueueLimits.ofKilobytes(readAheadKb, 1280));
    }

    private OpenFile openWithFolios(int pages, long readAheadKb) {
        return open(ReadModel.EXT4, HOLE, pages * PAGE, QueueLimits.ofKilobytes(readAheadKb, 1280));
    }

    private OpenFile open(long sizeBytes, QueueLimits limits) {
        return open(ReadModel.EXT2, HOLE, sizeBytes, limits);
    }

    private OpenFile open(ReadModel model, GetBlock map, long sizeBytes, QueueLimits limits) {
        AddressSpace pages =
                new AddressSpace(
                        model,
                        FileShape.inPages(sizeBytes, 12),
                        map,
                        bio -> {
                            throw new IOException("there is nothing to read");
                        },
                        (device, position, offset, length) -> {},
                        recorder);
        return new OpenFile(pages, limits);
    }
}
