// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static ext2cat.capture.ExpectedReads.BOUNDARY;
import static ext2cat.capture.ExpectedReads.NO_BOUNDARY;
import static ext2cat.capture.ExpectedReads.QUERY;
import static ext2cat.capture.ExpectedReads.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.readorder.ReportText;
import ext2cat.disk.DeviceNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A capture that holds the predicted reads follows the model, wherever its requests are cut. */
class FollowedModelTest {

    @TempDir private Path folder;

    @Test
    void equalReadsFollowTheModel() throws IOException {
        CaptureReport report = compare(new CaptureText().queue(BOUNDARY));
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 0));
        assertThat(report.followed()).containsExactly("ext2");
        assertThat(report.cost()).isEqualTo(new ReadCost(4, 74, 1, 0, 1, 66));
    }

    @Test
    void theOtherModelIsRecognisedWithWhatItCosts() throws IOException {
        CaptureReport report = compare(new CaptureText().queue(NO_BOUNDARY));
        assertThat(report.followed()).containsExactly("no-boundary");
        assertThat(report.cost().backwardSeeks()).isEqualTo(1);
        Verdict.Different ext2 = (Verdict.Different) report.matches().get(1).verdict();
        assertThat(ext2.first().number()).isEqualTo(1);
        assertThat(ext2.first().reason()).isEqualTo(FirstDifference.Reason.ORDER);
        assertThat(ReportText.lines(report, QUERY))
                .contains(
                        "Cost: 4 requests (1 of one block) with 1 seek backward and 2 forward over"
                                + " 94 sectors; the model ext2 needs 4 requests (1 of one block)"
                                + " with 0 seeks backward and 1 forward over 66 sectors.");
    }

    @Test
    void readsInsteadOfReadaheadAreEqualButCounted() throws IOException {
        CaptureReport report =
                compare(
                        new CaptureText()
                                .queue("R 100 + 24", "R 124 + 2", "RA 126 + 8", "RA 200 + 40"));
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 1));
    }

    @Test
    void mergedAndSplitRequestsAreEqualApartFromCuts() throws IOException {
        CaptureReport report =
                compare(
                        new CaptureText()
                                .issue("RA 100 + 34", "RA 200 + 16", "RA 216 + 16", "RA 232 + 8"));
        assertThat(report.queued()).isFalse();
        assertThat(report.followed()).containsExactly("ext2");
        assertThat(report.verdict()).isInstanceOf(Verdict.EqualApartFromCuts.class);
    }

    @Test
    void longRunsMayBeCutElsewhereButShortOnesMayNot() throws IOException {
        ModelOrder predicted = prediction("ext2", "RA 8 + 2048", "RA 2056 + 1000", "R 9000 + 8");
        CaptureQuery query = CaptureQuery.of(List.of(predicted), 8);
        Path file = new CaptureText().queue("RA 8 + 3048", "R 9000 + 8").write(folder);
        assertThat(CaptureComparison.compare(file, query).verdict())
                .isInstanceOf(Verdict.EqualApartFromCuts.class);
        ModelOrder small = prediction("ext2", "RA 8 + 96", "RA 104 + 160", "R 9000 + 8");
        Path merged = new CaptureText().queue("RA 8 + 256", "R 9000 + 8").write(folder);
        Verdict verdict =
                CaptureComparison.compare(merged, CaptureQuery.of(List.of(small), 8)).verdict();
        assertThat(((Verdict.Different) verdict).first().reason())
                .isEqualTo(FirstDifference.Reason.LENGTH);
    }

    @Test
    void aModelIsFollowedIfItIsForMemoryInWhichPagesAdjoin() throws IOException {
        ModelOrder apart = prediction("ext4", "RA 8 + 2048", "R 9000 + 8", "RA 2056 + 1000");
        ModelOrder adjoining =
                new ModelOrder(
                        "ext4",
                        prediction("ext4", "R 9000 + 8", "RA 8 + 3048").reads(),
                        ModelOrder.Pages.ADJOINING);
        CaptureQuery query = CaptureQuery.of(List.of(apart, adjoining), 8);
        Path file = new CaptureText().queue("R 9000 + 8", "RA 8 + 3048").write(folder);
        CaptureReport report = CaptureComparison.compare(file, query);
        assertThat(report.matches()).hasSize(1);
        assertThat(report.matches().getFirst().prediction()).isEqualTo(adjoining);
        assertThat(ReportText.lines(report, query))
                .contains(
                        "Model ext4: all 2 reads are equal, if pages adjoin in memory and bios are"
                                + " longer for it.",
                        "Verdict: the capture follows the model ext4.");
    }

    @Test
    void modelsThatAgreeOnTheFileAreBothFollowed() throws IOException {
        CaptureQuery query =
                CaptureQuery.of(
                        List.of(prediction("ext2", BOUNDARY), prediction("ext4", BOUNDARY)), 2);
        Path file = new CaptureText().queue(BOUNDARY).write(folder);
        CaptureReport report = CaptureComparison.compare(file, query);
        assertThat(report.followed()).containsExactly("ext2", "ext4");
        assertThat(ReportText.lines(report, query))
                .contains(
                        "Verdict: the capture follows the model ext2 and the model ext4, which"
                                + " agree on this file.");
    }

    @Test
    void noiseIsCountedAndDoesNotMatter() throws IOException {
        CaptureText text = new CaptureText();
        for (int i = 0; i < BOUNDARY.length; i++) {
            text.device("7,0").process("cat", 42).queue(BOUNDARY[i]);
            text.process("mount", 7).queue("RM 2 + 2", "R " + (5000 + i * 16) + " + 8");
            text.device("254,0").process("sh", 9).queue("RA " + (96 + i * 8) + " + 8");
            text.queue("W 100 + 24");
        }
        CaptureReport report = compare(text);
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 0));
        assertThat(report.place().orElseThrow().device()).isEqualTo(new DeviceNumber(7, 0));
        assertThat(report.noise())
                .extracting(noise -> noise.what() + " " + noise.reads())
                .containsExactly("other blocks of the file system 8");
        assertThat(report.devices())
                .containsExactly(
                        new DeviceCounts(new DeviceNumber(7, 0), 12, 0, 0, 0),
                        new DeviceCounts(new DeviceNumber(254, 0), 4, 4, 0, 0));
    }

    @Test
    void anotherProcessThatReadsTheFileIsLeftOut() throws IOException {
        CaptureText text = new CaptureText();
        text.process("file", 7).queue("RA 100 + 8");
        CaptureReport report = compare(text.process("cat", 42).queue(BOUNDARY));
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 0));
        assertThat(report.reader().orElseThrow().pid()).isEqualTo(42);
        assertThat(report.reader().orElseThrow().otherReads()).isEqualTo(1);
    }

    @Test
    void processesThatReadTheFileTogetherAreTakenTogether() throws IOException {
        CaptureText text = new CaptureText().process("a", 1).queue(BOUNDARY[0], BOUNDARY[1]);
        CaptureReport report = compare(text.process("b", 2).queue(BOUNDARY[2], BOUNDARY[3]));
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 0));
        assertThat(report.reader().orElseThrow().pid()).isEqualTo(-1);
    }

    @Test
    void perCpuFilesAreComparedInTheOrderOfTime() throws IOException {
        BlktraceBytes first = BlktraceBytes.littleEndian().time(1).read(100, 24).time(3);
        BlktraceBytes second = BlktraceBytes.littleEndian().cpu(1).time(2).read(124, 2).time(4);
        Files.write(folder.resolve("x.blktrace.0"), first.read(126, 8).toBytes());
        Files.write(folder.resolve("x.blktrace.1"), second.read(200, 40).toBytes());
        CaptureReport report = CaptureComparison.compare(folder.resolve("x"), QUERY);
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 3));
    }

    @Test
    void aBinaryOutOfOrderIsComparedInTheOrderOfTime() throws IOException {
        BlktraceBytes bytes = BlktraceBytes.littleEndian();
        bytes.time(20).read(126, 8).time(30).read(200, 40);
        bytes.cpu(1).skipSequence(-2).time(1).read(100, 24).time(10).read(124, 2);
        Path file = Files.write(folder.resolve("stream.bin"), bytes.toBytes());
        CaptureReport report = CaptureComparison.compare(file, QUERY);
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 3));
        assertThat(report.notes())
                .extracting(NoteCount::kind)
                .containsExactly(CaptureNote.Kind.OUT_OF_ORDER);
    }

    private CaptureReport compare(CaptureText text) throws IOException {
        return CaptureComparison.compare(text.write(folder), QUERY);
    }
}
