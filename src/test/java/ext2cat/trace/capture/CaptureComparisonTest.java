// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.trace.Request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class CaptureComparisonTest {

    private static final String[] BOUNDARY = {
        "RA 100 + 24", "R 124 + 2", "RA 126 + 8", "RA 200 + 40"
    };
    private static final String[] NO_BOUNDARY = {
        "R 124 + 2", "RA 100 + 24", "RA 126 + 8", "RA 200 + 40"
    };
    private static final CaptureQuery QUERY =
            CaptureQuery.of(
                    List.of(prediction("ext2", BOUNDARY), prediction("no-boundary", NO_BOUNDARY)),
                    2);

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

    @ParameterizedTest
    @ValueSource(longs = {63, 2048, 1_048_576, (1L << 40) + 8})
    void aPartitionIsFoundByFittingTheReads(long offset) throws IOException {
        CaptureText text = new CaptureText().device("8,0").queue("R 96 + 8", "R 1000 + 8");
        CaptureReport report = compare(text.device("8,1").offset(offset).queue(BOUNDARY));
        assertThat(report.place())
                .contains(
                        new DeviceOffset(
                                new DeviceNumber(8, 1), offset, DeviceOffset.Origin.FITTED));
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 0));
    }

    @Test
    void distancesTellWhereReadsOfOneLengthBelong() throws IOException {
        String[] blocks = {"R 100 + 8", "R 132 + 8", "R 124 + 8", "R 300 + 8"};
        CaptureQuery query = CaptureQuery.of(List.of(prediction("per-block", blocks)), 8);
        CaptureText text = new CaptureText();
        for (int i = 0; i < 40; i++) {
            text.queue("R " + (10_000 + i * 8) + " + 8");
        }
        Path file = text.offset(1_048_576).queue(blocks).write(folder);
        CaptureReport report = CaptureComparison.compare(file, query);
        assertThat(report.place().orElseThrow().offsetSectors()).isEqualTo(1_048_576);
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 0));
    }

    @Test
    void aRemapSaysWhereThePartitionBegins() throws IOException {
        CaptureText text = new CaptureText().device("8,0").offset(2048);
        for (String read : BOUNDARY) {
            text.remap("8,0", "8,1", Long.parseLong(read.split(" ")[1])).queue(read);
        }
        CaptureReport report = compare(text);
        assertThat(report.place())
                .contains(
                        new DeviceOffset(new DeviceNumber(8, 0), 2048, DeviceOffset.Origin.REMAP));
        assertThat(report.followed()).containsExactly("ext2");
    }

    @Test
    void anOffsetThatIsGivenIsTheOnlyOneTried() throws IOException {
        Path file = new CaptureText().offset(2048).queue(BOUNDARY).write(folder);
        assertThat(CaptureComparison.compare(file, at(2048)).place().orElseThrow().origin())
                .isEqualTo(DeviceOffset.Origin.GIVEN);
        assertThat(CaptureComparison.compare(file, at(4096)).verdict())
                .isInstanceOf(Verdict.NothingOfFile.class);
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
    void whatWasMadeOfTheQueuedReadsIsCounted() throws IOException {
        CaptureReport report =
                compare(
                        new CaptureText()
                                .queue(BOUNDARY)
                                .merge("R 124 + 2", "RA 126 + 8")
                                .split(200, 216)
                                .issue("RA 100 + 34", "RA 200 + 16", "RA 216 + 24"));
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 0));
        assertThat(report.dispatch()).isEqualTo(new Dispatch(4, 3, 2, 1, 34));
        assertThat(ReportText.lines(report, QUERY))
                .contains(
                        "The block layer sent the file's 4 queued reads as 3 requests: 2 merges and"
                                + " 1 split are recorded, and the largest request has 34 sectors.");
    }

    @Test
    void longRunsMayBeCutElsewhereButShortOnesMayNot() throws IOException {
        Prediction predicted = prediction("ext2", "RA 8 + 2048", "RA 2056 + 1000", "R 9000 + 8");
        CaptureQuery query = CaptureQuery.of(List.of(predicted), 8);
        Path file = new CaptureText().queue("RA 8 + 3048", "R 9000 + 8").write(folder);
        assertThat(CaptureComparison.compare(file, query).verdict())
                .isInstanceOf(Verdict.EqualApartFromCuts.class);
        Prediction small = prediction("ext2", "RA 8 + 96", "RA 104 + 160", "R 9000 + 8");
        Path merged = new CaptureText().queue("RA 8 + 256", "R 9000 + 8").write(folder);
        Verdict verdict =
                CaptureComparison.compare(merged, CaptureQuery.of(List.of(small), 8)).verdict();
        assertThat(((Verdict.Different) verdict).first().reason())
                .isEqualTo(FirstDifference.Reason.LENGTH);
    }

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
    void writesAreNoReads() throws IOException {
        CaptureReport report = compare(new CaptureText().queue("W 100 + 24", "WS 124 + 2"));
        assertThat(report.verdict())
                .isEqualTo(new Verdict.NothingOfFile("the capture holds no reads, only 2 writes"));
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
        assertThat(report.verdict())
                .isEqualTo(
                        new Verdict.NothingOfFile(
                                "none of the capture's 2 reads, queued or issued, is of the"
                                        + " file's blocks"));
    }

    @Test
    void aReadThatHappensToLieInTheFileIsNotTakenForIt() throws IOException {
        CaptureReport report = compare(new CaptureText().queue("R 128 + 2", "R 6000 + 16"));
        assertThat(report.verdict())
                .isEqualTo(
                        new Verdict.NothingOfFile(
                                "none of the capture's 2 reads, queued or issued, is of the"
                                        + " file's blocks, but for some that may be there by"
                                        + " chance"));
    }

    @Test
    void readsThatNoFileAtThesePlacesCausesAreOfAnotherImage() throws IOException {
        CaptureReport report =
                compare(new CaptureText().queue("RA 90 + 24", "RA 104 + 8", "RA 130 + 96"));
        assertThat(report.verdict())
                .isEqualTo(
                        new Verdict.OtherImage(
                                "2 reads of device 7,0 are partly of the file, partly not, the"
                                        + " first at trace.txt, line 1"));
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() throws IOException {
        Path file = new CaptureText().queue(BOUNDARY).write(folder);
        CaptureQuery query =
                new CaptureQuery(
                        QUERY.predictions(),
                        new SectorUses(),
                        2,
                        OptionalLong.empty(),
                        Optional.of(new DeviceNumber(8, 17)),
                        OptionalLong.empty());
        assertThat(CaptureComparison.compare(file, query).verdict())
                .isEqualTo(new Verdict.NothingOfFile("the capture holds no event of device 8,17"));
    }

    @Test
    void oneReadFitsAtManyPlacesAndAtOneOnlyIfThereIsOne() throws IOException {
        CaptureQuery query = CaptureQuery.of(List.of(prediction("ext2", "RA 100 + 24")), 2);
        Path two = new CaptureText().queue("RA 4100 + 24", "RA 6100 + 24").write(folder);
        assertThat(CaptureComparison.compare(two, query).verdict())
                .isEqualTo(
                        new Verdict.NothingOfFile(
                                "the file is read by one request, and reads of its length are at"
                                        + " 2 places; say where the file system begins"));
        Path one = new CaptureText().queue("RA 4100 + 24").write(folder);
        CaptureReport report = CaptureComparison.compare(one, query);
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(1, 0));
        assertThat(report.place().orElseThrow().offsetSectors()).isEqualTo(4000);
    }

    @Test
    void theSameReadsOnTwoDevicesAreBothNamed() throws IOException {
        CaptureText text = new CaptureText().queue(BOUNDARY).device("7,1").queue(BOUNDARY);
        CaptureReport report = compare(text);
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(4, 0));
        assertThat(report.alsoFits())
                .containsExactly(
                        new DeviceOffset(new DeviceNumber(7, 1), 0, DeviceOffset.Origin.START));
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

    private FirstDifference.Reason reason(String... reads) throws IOException {
        CaptureReport report = compare(new CaptureText().queue(reads));
        return report.matches().stream()
                .filter(match -> match.model().equals("ext2"))
                .map(match -> ((Verdict.Different) match.verdict()).first().reason())
                .findFirst()
                .orElseThrow();
    }

    private static CaptureQuery at(long offsetSectors) {
        return new CaptureQuery(
                QUERY.predictions(),
                new SectorUses(),
                2,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.of(offsetSectors));
    }

    private static Prediction prediction(String model, String... reads) {
        List<Predicted> predicted = new ArrayList<>();
        for (String read : reads) {
            String[] words = read.split(" ");
            Request request =
                    new Request(
                            Long.parseLong(words[1]),
                            Long.parseLong(words[3]),
                            words[0].equals("RA"));
            predicted.add(new Predicted(request, "what " + read));
        }
        return new Prediction(model, predicted);
    }
}
