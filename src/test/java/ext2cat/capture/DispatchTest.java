// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static ext2cat.capture.ExpectedReads.BOUNDARY;
import static ext2cat.capture.ExpectedReads.QUERY;
import static ext2cat.capture.ExpectedReads.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.readorder.DispatchText;
import ext2cat.disk.DeviceNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the block layer made of queued reads, and by which limits of the queue it is explained. */
class DispatchTest {

    @TempDir private Path folder;

    @Test
    void readsThatAreSentAsTheyAreQueuedTellTheLeastThatTheLimitIs() throws IOException {
        CaptureText text = new CaptureText();
        for (String read : BOUNDARY) {
            text.queue(read).issue(read);
        }
        CaptureReport report = CaptureComparison.compare(text.write(folder), QUERY);
        assertThat(DispatchText.lines(report.dispatch()))
                .containsExactly(
                        "The block layer sent the file's 4 queued reads as 4 requests, the largest"
                                + " of 40 sectors (20 KiB).",
                        "Not merged: 2 pairs of adjacent reads; in 2 the first was sent before the"
                                + " second was queued.",
                        "Not split: each read that was sent went in one request, so max_sectors_kb"
                                + " is 20 or more.");
    }

    @Test
    void mergesAreFoundFromWhatTheRequestsHold() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText().queue(BOUNDARY).issue("RA 100 + 34", "RA 200 + 40"),
                        BOUNDARY);
        assertThat(dispatch.merging()).isEqualTo(new Dispatch.Merging(1, 3, 3, 0, 0, 0, 0));
        assertThat(dispatch.merges()).isEqualTo(2);
        assertThat(dispatch.splitReads()).isZero();
        assertThat(DispatchText.lines(dispatch))
                .contains(
                        "Merged: 3 reads of adjacent blocks were joined to 1 request, up to 3 in"
                                + " one.");
    }

    @Test
    void cutsAtTheLengthOfTheLargestRequestFitMaxSectors() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue("RA 4288 + 8192", "R 20000 + 8", "RA 20008 + 5200")
                                .issue("RA 4288 + 2560", "RA 6848 + 2560", "RA 9408 + 2560")
                                .issue("RA 11968 + 512", "R 20000 + 8", "RA 20008 + 2560")
                                .issue("RA 22568 + 2560", "RA 25128 + 80"),
                        "RA 4288 + 8192",
                        "R 20000 + 8",
                        "RA 20008 + 5200");
        assertThat(dispatch.splitReads()).isEqualTo(2);
        assertThat(dispatch.limits())
                .containsExactly(new LimitSign(LimitSign.Limit.MAX_SECTORS, 2560, 5));
        assertThat(DispatchText.lines(dispatch))
                .contains(
                        "Not merged: 1 pair of adjacent reads; 1 would have been larger than the"
                                + " largest request, 2560 sectors (1280 KiB), which may be a limit"
                                + " of the queue.",
                        "Split: 2 reads were cut, at 5 places; their places show limits of the"
                                + " queue:",
                        "Limit: 5 of 5 cuts fit max_sectors_kb 1280: what was cut off has 2560"
                                + " sectors (1280 KiB), and no request is larger.");
    }

    @Test
    void cutsShorterThanAnotherRequestCannotBeAtMaxSectors() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue("RA 8 + 1352", "RA 2008 + 1400", "RA 8008 + 1400")
                                .issue("RA 8 + 1344", "RA 1352 + 8", "RA 2008 + 1344")
                                .issue("RA 3352 + 56", "RA 8008 + 1400"),
                        "RA 8 + 1352",
                        "RA 2008 + 1400",
                        "RA 8008 + 1400");
        assertThat(dispatch.limits())
                .containsExactly(new LimitSign(LimitSign.Limit.MAX_SEGMENTS, 168, 2));
        assertThat(DispatchText.lines(dispatch))
                .contains(
                        "Limit: 2 of 2 cuts fit max_segments 168 (as AHCI disks have): what was"
                                + " cut off has 168 pages, none adjoining in memory.");
    }

    @Test
    void cutsOfTheLargestLengthMayBeOfSegmentsToo() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue("RA 8 + 2048", "RA 5000 + 2048")
                                .issue("RA 8 + 1024", "RA 1032 + 1024", "RA 5000 + 1024")
                                .issue("RA 6024 + 1024"),
                        "RA 8 + 2048",
                        "RA 5000 + 2048");
        assertThat(dispatch.limits())
                .containsExactly(
                        new LimitSign(LimitSign.Limit.MAX_SECTORS, 1024, 2),
                        new LimitSign(LimitSign.Limit.MAX_SEGMENTS, 128, 2));
    }

    @Test
    void cutsOfManyLengthsTellTheMostThatSegmentsCanBe() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue("RA 8 + 2048", "RA 5000 + 2048")
                                .issue("RA 8 + 1104", "RA 1112 + 944", "RA 5000 + 1040")
                                .issue("RA 6040 + 1008"),
                        "RA 8 + 2048",
                        "RA 5000 + 2048");
        assertThat(dispatch.limits())
                .containsExactly(
                        new LimitSign(LimitSign.Limit.MAX_SECTORS, 1104, 1),
                        new LimitSign(LimitSign.Limit.MAX_SEGMENTS_AT_MOST, 130, 1));
    }

    @Test
    void cutsAtMultiplesOnTheDeviceThatNoRequestCrossesFitAChunk() throws IOException {
        String[] reads = {"RA 100 + 1000", "RA 3000 + 600", "R 5000 + 8"};
        // The file system begins at sector 2048 + 24, so that chunks do not align with it.
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .offset(2072)
                                .queue(reads)
                                .issue("RA 100 + 388", "RA 488 + 512", "RA 1000 + 100")
                                .issue("RA 3000 + 48", "RA 3048 + 512", "RA 3560 + 40")
                                .issue("R 5000 + 8"),
                        reads);
        assertThat(dispatch.limits()).containsExactly(new LimitSign(LimitSign.Limit.CHUNK, 512, 4));
        assertThat(DispatchText.lines(dispatch))
                .contains(
                        "Limit: 4 of 4 cuts fit chunk_sectors 512: each cut is at a multiple of"
                                + " 256 KiB of the device, and no request crosses one.");
    }

    @Test
    void aCommonMultipleThatARequestCrossesIsNoChunk() throws IOException {
        String[] reads = {"RA 128 + 1408", "RA 4096 + 1408", "RA 8008 + 2000"};
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue(reads)
                                .issue("RA 128 + 1280", "RA 1408 + 128", "RA 4096 + 1280")
                                .issue("RA 5376 + 128", "RA 8008 + 2000"),
                        reads);
        assertThat(dispatch.limits())
                .containsExactly(new LimitSign(LimitSign.Limit.MAX_SEGMENTS, 160, 2));
    }

    @Test
    void cutsThatNoLimitMakesAreNotExplained() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue("RA 8 + 9000", "RA 20000 + 8000")
                                .issue("RA 8 + 7000", "RA 7008 + 2000")
                                .issue("RA 20000 + 8000"),
                        "RA 8 + 9000",
                        "RA 20000 + 8000");
        assertThat(dispatch.limits()).isEmpty();
        assertThat(DispatchText.lines(dispatch))
                .contains(
                        "Split: 1 read was cut, at 1 place, which no limit of a queue known here"
                                + " explains.");
    }

    @Test
    void issuedRequestsAloneAreExplainedByWhatIsPredicted() throws IOException {
        CaptureReport report =
                CaptureComparison.compare(
                        new CaptureText()
                                .issue("RA 100 + 34", "RA 200 + 16", "RA 216 + 16", "RA 232 + 8")
                                .write(folder),
                        QUERY);
        assertThat(report.dispatch().predicted()).isTrue();
        assertThat(DispatchText.lines(report.dispatch()))
                .containsExactly(
                        "The block layer sent the file's 4 predicted reads as 4 requests, the"
                                + " largest of 34 sectors (17 KiB).",
                        "Merged: 3 reads of adjacent blocks were joined to 1 request, up to 3 in"
                                + " one.",
                        "Split: 1 read was cut, at 2 places; their places show limits of the"
                                + " queue:",
                        "Limit: 2 of 2 cuts fit max_segments 2: what was cut off has 2 pages, none"
                                + " adjoining in memory.");
    }

    @Test
    void neighboursApartWhereRequestsHoldTheSameNumberOfReadsFitMaxSegments() throws IOException {
        String[] reads = {"R 8 + 8", "R 16 + 8", "R 24 + 8", "R 32 + 8", "R 40 + 8", "RA 100 + 80"};
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue(reads)
                                .issue("R 8 + 16", "R 24 + 16", "R 40 + 8", "RA 100 + 80"),
                        reads);
        assertThat(dispatch.merging()).isEqualTo(new Dispatch.Merging(2, 4, 2, 0, 0, 2, 0));
        assertThat(DispatchText.lines(dispatch))
                .contains(
                        "Not merged: 2 pairs of adjacent reads; 2 would have joined a request of 2"
                                + " reads, the most that any holds, which may be max_segments 2.");
    }

    @Test
    void neighboursThatWentApartWithoutAReasonInTheCaptureAreCounted() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue("RA 8 + 16", "RA 24 + 16", "RA 100 + 80")
                                .issue("RA 8 + 16", "RA 24 + 16", "RA 100 + 80"),
                        "RA 8 + 16",
                        "RA 24 + 16",
                        "RA 100 + 80");
        assertThat(dispatch.merging()).isEqualTo(new Dispatch.Merging(0, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void aFileThatIsReadAgainIsNotMergedWithItself() throws IOException {
        CaptureText text = new CaptureText();
        for (int i = 0; i < 2; i++) {
            text.queue("RA 8 + 16").issue("RA 8 + 8", "RA 16 + 8");
        }
        Dispatch dispatch = dispatch(text, "RA 8 + 16", "RA 8 + 16");
        assertThat(dispatch.splitReads()).isEqualTo(2);
        assertThat(dispatch.cuts()).isEqualTo(2);
        assertThat(dispatch.merges()).isZero();
        assertThat(dispatch.unsent()).isZero();
    }

    @Test
    void aReadWhoseRequestIsLostDoesNotCountForALaterOne() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText().queue("RA 16 + 8", "RA 8 + 16").issue("RA 8 + 16"),
                        "RA 16 + 8",
                        "RA 8 + 16");
        assertThat(dispatch.merges()).isZero();
        assertThat(dispatch.unsent()).isEqualTo(1);
    }

    @Test
    void aReadThatIsNotSentWhollyIsSaidAndNotTakenForCut() throws IOException {
        Dispatch dispatch =
                dispatch(
                        new CaptureText()
                                .queue("RA 8 + 24", "RA 100 + 8")
                                .issue("RA 8 + 8", "RA 24 + 8"),
                        "RA 8 + 24",
                        "RA 100 + 8");
        assertThat(dispatch.unsent()).isEqualTo(2);
        assertThat(dispatch.splitReads()).isZero();
        assertThat(DispatchText.lines(dispatch))
                .contains(
                        "Not sent: of 2 queued reads the capture does not show every sector being"
                                + " sent.");
    }

    /**
     * A recording of Linux 6.18: {@code cat} of a file of 24 MB, much of it read block by block,
     * from a loop device with max_sectors_kb 1280, max_segments 128 and read_ahead_kb 2560.
     */
    @Test
    void aRecordingShowsBothLimitsOfItsDevice() throws Exception {
        Path file =
                Path.of(
                        DispatchTest.class
                                .getResource("/capture/queue-limits/tracefs.txt.gz")
                                .toURI());
        String[] queued =
                Captured.of(file)
                        .reads(BlockAction.QUEUE, new DeviceNumber(7, 1))
                        .toArray(String[]::new);
        CaptureQuery query = CaptureQuery.of(List.of(prediction("recorded", queued)), 8);
        Dispatch dispatch = CaptureComparison.compare(file, query).dispatch();
        assertThat(dispatch.queued()).isEqualTo(1618);
        assertThat(dispatch.issued()).isEqualTo(40);
        assertThat(dispatch.unsent()).isZero();
        assertThat(dispatch.limits())
                .containsExactly(new LimitSign(LimitSign.Limit.MAX_SECTORS, 2560, 8));
        assertThat(dispatch.merging()).isEqualTo(new Dispatch.Merging(18, 1604, 128, 4, 2, 8, 0));
    }

    private Dispatch dispatch(CaptureText text, String... predicted) throws IOException {
        CaptureQuery query = CaptureQuery.of(List.of(prediction("ext2", predicted)), 2);
        CaptureReport report = CaptureComparison.compare(text.write(folder), query);
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(predicted.length, 0));
        return report.dispatch();
    }
}
