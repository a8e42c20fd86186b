// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.readorder.ReportText;
import ext2cat.disk.DeviceNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recordings of the ext4 driver are recognised as such, in every form and from their noise. */
class SampleComparisonTest {

    static List<Arguments> samples() {
        List<Arguments> samples = new ArrayList<>();
        for (String name : Samples.NAMES) {
            for (String form : Samples.FORMS) {
                samples.add(Arguments.of(name, form));
            }
        }
        return samples;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theModelIsRecognised(String name, String form) throws IOException {
        CaptureReport report =
                CaptureComparison.compare(Samples.file(name, form), Samples.query(name));
        int reads = Samples.prediction(name, "ext4").reads().size();
        assertThat(report.followed()).containsExactly("ext4");
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(reads, 0));
        assertThat(report.place())
                .contains(new DeviceOffset(Samples.device(name), 0, DeviceOffset.Origin.START));
        assertThat(report.alsoFits()).isEmpty();
        assertThat(report.damage()).isEmpty();
        assertThat(report.sideBySide(Samples.prediction(name, "ext4")))
                .hasSize(reads)
                .allMatch(AlignedRow::isSame);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theFirstDifferenceFromTheOtherModelIsNamed(String name, String form) throws IOException {
        CaptureReport report =
                CaptureComparison.compare(Samples.file(name, form), Samples.query(name));
        Verdict ext2 = report.matches().get(1).verdict();
        assertThat(report.matches().get(1).model()).isEqualTo("ext2");
        assertThat(ext2).isInstanceOf(Verdict.Different.class);
        FirstDifference first = ((Verdict.Different) ext2).first();
        assertThat(first.number())
                .isEqualTo(
                        switch (name) {
                            case "man-page", "double-indirect" -> 1;
                            default -> firstDifferentLine(name);
                        });
    }

    @Test
    void theManPageCaseIsToldInSentences() throws IOException {
        CaptureQuery query = Samples.query("man-page");
        CaptureReport report =
                CaptureComparison.compare(Samples.file("man-page", "blktracer.txt"), query);
        assertThat(ReportText.lines(report, query))
                .contains(
                        "The file system begins at sector 0 of device 7,0: the start of the"
                                + " device.",
                        "Model ext4: all 3 reads are equal.",
                        "Verdict: the capture follows the model ext4.");
        assertThat(ReportText.sideBySide(report.sideBySide(query.predictions().getFirst())))
                .containsExactly(
                        "- RA 12366 + 24                                 d0-11",
                        "  R 12390 + 2            R 12390 + 2            i1:12",
                        "+                        RA 12366 + 24",
                        "  RA 12392 + 8           RA 12392 + 8           d12-15");
    }

    @Test
    void theMountsOwnReadsAreCountedByWhatTheyAre() throws IOException {
        CaptureQuery plain = Samples.query("man-page");
        SectorUses uses =
                new SectorUses()
                        .put(2, 2, "superblock")
                        .put(4, 2, "group descriptors")
                        .put(200, 60, "inode table");
        CaptureQuery query =
                new CaptureQuery(
                        plain.predictions(),
                        plain.file(),
                        uses,
                        2,
                        plain.fileSystemSectors(),
                        Optional.empty(),
                        plain.offsetSectors());
        CaptureReport report =
                CaptureComparison.compare(Samples.file("man-page", "tracefs.txt"), query);
        assertThat(report.noise())
                .extracting(noise -> noise.what() + " " + noise.reads())
                .containsExactly(
                        "group descriptors 1",
                        "inode table 23",
                        "other blocks of the file system 1",
                        "superblock 1");
        assertThat(report.reader().orElseThrow().process()).isEqualTo("cat");
        assertThat(report.devices())
                .extracting(DeviceCounts::device)
                .contains(new DeviceNumber(254, 0), new DeviceNumber(7, 0));
    }

    @Test
    void mergesAreExplainedByTheIssuedRequests() throws IOException {
        CaptureReport report =
                CaptureComparison.compare(
                        Samples.file("fragmented", "blktracer.txt"), Samples.query("fragmented"));
        Dispatch dispatch = report.dispatch();
        assertThat(dispatch.queued()).isEqualTo(196);
        assertThat(dispatch.issued()).isLessThan(100);
        assertThat(dispatch.issued() + dispatch.merges()).isEqualTo(196);
        assertThat(report.cost().oneBlockRequests())
                .isGreaterThan(report.matches().get(1).cost().oneBlockRequests() + 100);
    }

    @Test
    void anotherFileOfTheImageIsNotTakenForThisOne() throws IOException {
        CaptureQuery other = Samples.query("fragmented");
        CaptureReport report =
                CaptureComparison.compare(Samples.file("man-page", "blkparse.txt"), other);
        assertThat(report.verdict()).isInstanceOf(Verdict.NothingOfFile.class);
        assertThat(report.followed()).isEmpty();
    }

    private static int firstDifferentLine(String name) {
        List<String> ext2 = Samples.lines(name, "ext2.tsv");
        List<String> ext4 = Samples.lines(name, "ext4.tsv");
        int i = 0;
        while (sectors(ext2.get(i)).equals(sectors(ext4.get(i)))) {
            i++;
        }
        return i + 1;
    }

    /** A line without what the read is and how urgent. */
    private static String sectors(String line) {
        return line.substring(0, line.indexOf("\tR"));
    }
}
