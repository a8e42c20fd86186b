// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static ext2cat.capture.ExpectedReads.BOUNDARY;
import static ext2cat.capture.ExpectedReads.QUERY;
import static ext2cat.capture.ExpectedReads.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.readorder.ReportText;
import ext2cat.disk.DeviceNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where on which device of a capture the file system begins. */
class FileSystemPlaceTest {

    @TempDir private Path folder;

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
    void oneReadFitsAtManyPlacesAndAtOneOnlyIfThereIsOne() throws IOException {
        CaptureQuery query = CaptureQuery.of(List.of(prediction("ext2", "RA 100 + 24")), 2);
        Path two = new CaptureText().queue("RA 4100 + 24", "RA 6100 + 24").write(folder);
        CaptureReport several = CaptureComparison.compare(two, query);
        assertThat(several.verdict())
                .isEqualTo(new Verdict.NothingOfFile(Verdict.Absence.SEVERAL_PLACES));
        assertThat(ReportText.lines(several, query))
                .contains(
                        "Verdict: the capture holds nothing of the file: the file is read by one"
                                + " request, and reads of its length are at 2 places; say where the"
                                + " file system begins.");
        Path one = new CaptureText().queue("RA 4100 + 24").write(folder);
        CaptureReport report = CaptureComparison.compare(one, query);
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(1, 0));
        assertThat(report.place().orElseThrow().offsetSectors()).isEqualTo(4000);
    }

    /**
     * Pairs of reads that are predicted somewhere do not outweigh reads that are all the file's.
     */
    @Test
    void theDeviceIsTheOneWhoseReadsAreTheFiles() throws IOException {
        CaptureText text = new CaptureText().device("254,0").process("task", 7).offset(5_000_000);
        for (int i = 0; i < 160; i++) {
            text.queue("R " + (900 + i * 40) + " + 16");
        }
        text.queue(BOUNDARY[0], BOUNDARY[1], BOUNDARY[2]);
        text.device("7,0").process("task", 8).offset(0);
        text.queue("R 124 + 2", "R 100 + 12", "R 112 + 12", "R 126 + 4");
        text.queue("R 130 + 4", "R 200 + 20", "R 220 + 20");
        CaptureReport report = compare(text);
        assertThat(report.place())
                .contains(new DeviceOffset(new DeviceNumber(7, 0), 0, DeviceOffset.Origin.START));
        assertThat(report.alsoFits()).isEmpty();
        assertThat(report.reader().orElseThrow().reads()).hasSize(7);
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

    private CaptureReport compare(CaptureText text) throws IOException {
        return CaptureComparison.compare(text.write(folder), QUERY);
    }

    private static CaptureQuery at(long offsetSectors) {
        return new CaptureQuery(
                QUERY.predictions(),
                QUERY.file(),
                new SectorUses(),
                2,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.of(offsetSectors));
    }
}
