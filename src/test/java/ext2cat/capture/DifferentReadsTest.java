// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static ext2cat.capture.ExpectedReads.BOUNDARY;
import static ext2cat.capture.ExpectedReads.QUERY;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.readorder.ReportText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A capture that holds other reads of the file: how it differs, and what may have made it so. */
class DifferentReadsTest {

    @TempDir private Path folder;

    @Test
    void theWayInWhichReadsDifferIsNamed() throws IOException {
        assertThat(reason("RA 100 + 24", "R 124 + 2", "RA 126 + 8"))
                .isEqualTo(FirstDifference.Reason.CAPTURE_ENDS);
        assertThat(reason("RA 100 + 24", "R 124 + 2", "RA 126 + 8", "RA 200 + 40", "RA 100 + 4"))
                .isEqualTo(FirstDifference.Reason.PREDICTION_ENDS);
        assertThat(reason("RA 100 + 24", "RA 126 + 8", "RA 200 + 40"))
                .isEqualTo(FirstDifference.Reason.MISSING);
        assertThat(reason("RA 100 + 24", "RA 204 + 4", "R 124 + 2", "RA 126 + 8", "RA 200 + 40"))
                .isEqualTo(FirstDifference.Reason.EXTRA);
        assertThat(reason("RA 100 + 24", "R 124 + 2", "RA 200 + 40", "RA 126 + 8"))
                .isEqualTo(FirstDifference.Reason.ORDER);
        assertThat(reason("RA 100 + 24", "R 124 + 2", "RA 126 + 6", "R 132 + 2", "RA 200 + 40"))
                .isEqualTo(FirstDifference.Reason.LENGTH);
    }

    @Test
    void lostEventsAreSaidWithTheDifferenceThatTheyMayHaveMade() throws IOException {
        CaptureText text = new CaptureText().queue(BOUNDARY[0], BOUNDARY[1], BOUNDARY[2]);
        CaptureReport report = compare(text.raw("CPU:1 [LOST 12 EVENTS]"));
        assertThat(report.verdict()).isInstanceOf(Verdict.Different.class);
        assertThat(ReportText.lines(report, QUERY))
                .contains(
                        "Warning: lost events, 12 in all, the first at trace.txt, line 4: the"
                                + " recorder lost events.",
                        "Model ext2: 1 row differs, at read 4, where the capture has no more"
                                + " reads of the file: predicted RA 200 + 40 (what RA 200 + 40),"
                                + " captured nothing; the capture is damaged.");
    }

    @Test
    void aCaptureCutAtAnyByteIsAnAnswerOrOneSentence() throws IOException {
        byte[] bytes =
                BlktraceBytes.littleEndian()
                        .process(42, "cat")
                        .read(100, 24)
                        .read(124, 2)
                        .read(126, 8)
                        .read(200, 40)
                        .toBytes();
        Path file = folder.resolve("cut.bin");
        int equal = 0;
        for (int length = 1; length <= bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            CaptureReport report = CaptureComparison.compare(file, QUERY);
            equal += report.verdict() instanceof Verdict.Equal ? 1 : 0;
            boolean whole = length >= 51 && (length - 51) % 48 == 0;
            assertThat(report.damage().isEmpty()).as("%d bytes", length).isEqualTo(whole);
        }
        assertThat(equal).isEqualTo(1);
    }

    private CaptureReport compare(CaptureText text) throws IOException {
        return CaptureComparison.compare(text.write(folder), QUERY);
    }

    private FirstDifference.Reason reason(String... reads) throws IOException {
        CaptureReport report = compare(new CaptureText().queue(reads));
        return report.matches().stream()
                .filter(match -> match.model().equals("ext2"))
                .map(match -> ((Verdict.Different) match.verdict()).first().reason())
                .findFirst()
                .orElseThrow();
    }
}
