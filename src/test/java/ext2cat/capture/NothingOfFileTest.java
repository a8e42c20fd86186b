// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static ext2cat.capture.ExpectedReads.BOUNDARY;
import static ext2cat.capture.ExpectedReads.QUERY;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.cli.readorder.ReportText;
import ext2cat.disk.DeviceNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A capture that holds nothing of the file, is of another image, or is none. */
class NothingOfFileTest {

    @TempDir private Path folder;

    @Test
    void writesAreNoReads() throws IOException {
        CaptureReport report = compare(new CaptureText().queue("W 100 + 24", "WS 124 + 2"));
        assertThat(report.verdict()).isEqualTo(new Verdict.NothingOfFile(Verdict.Absence.ABSENT));
        assertThat(ReportText.lines(report, QUERY))
                .containsExactly(
                        "The capture is trace events of 7,0 (0 reads queued, 0 issued, 2 writes"
                                + " queued).",
                        "Verdict: the capture holds nothing of the file: the capture holds no"
                                + " reads, only 2 writes.");
    }

    @Test
    void readsElsewhereAreNothingOfTheFile() throws IOException {
        CaptureReport report = compare(new CaptureText().queue("R 5000 + 8", "R 6000 + 16"));
        assertThat(report.verdict()).isEqualTo(new Verdict.NothingOfFile(Verdict.Absence.ABSENT));
        assertThat(ReportText.lines(report, QUERY))
                .contains(
                        "Verdict: the capture holds nothing of the file: none of the capture's 2"
                                + " reads, queued or issued, is of the file's blocks.");
    }

    @Test
    void aReadOfTheFileIsNotNothing() throws IOException {
        CaptureReport report = compare(new CaptureText().queue("R 128 + 2", "R 6000 + 16"));
        assertThat(report.verdict()).isInstanceOf(Verdict.Different.class);
        assertThat(report.followed()).isEmpty();
    }

    @Test
    void readsThatNoFileAtThesePlacesCausesAreOfAnotherImage() throws IOException {
        CaptureReport report =
                compare(new CaptureText().queue("RA 90 + 24", "RA 104 + 8", "RA 130 + 96"));
        assertThat(report.verdict()).isInstanceOf(Verdict.OtherImage.class);
        assertThat(ReportText.lines(report, QUERY))
                .contains(
                        "Verdict: the capture is of another image: 2 reads of device 7,0 are partly"
                                + " of the file, partly not, the first at trace.txt, line 1.");
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() throws IOException {
        Path file = new CaptureText().queue(BOUNDARY).write(folder);
        CaptureQuery query =
                new CaptureQuery(
                        QUERY.predictions(),
                        QUERY.file(),
                        new SectorUses(),
                        2,
                        OptionalLong.empty(),
                        Optional.of(new DeviceNumber(8, 17)),
                        OptionalLong.empty());
        CaptureReport report = CaptureComparison.compare(file, query);
        assertThat(report.verdict()).isEqualTo(new Verdict.NothingOfFile(Verdict.Absence.ABSENT));
        assertThat(ReportText.lines(report, query))
                .contains(
                        "Verdict: the capture holds nothing of the file: the capture holds no event"
                                + " of device 8,17.");
    }

    @Test
    void theCaptureMayBeAFileOfAnySort() throws IOException {
        Path image = Files.write(folder.resolve("fs.img"), new byte[10_000]);
        assertThatThrownBy(() -> CaptureComparison.compare(image, QUERY))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("neither text nor a blktrace binary");
        assertThatThrownBy(() -> CaptureComparison.compare(folder.resolve("absent"), QUERY))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    private CaptureReport compare(CaptureText text) throws IOException {
        return CaptureComparison.compare(text.write(folder), QUERY);
    }
}
