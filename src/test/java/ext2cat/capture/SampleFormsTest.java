// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.disk.DeviceNumber;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The forms of one recording say the same. */
class SampleFormsTest {

    static List<String> names() {
        return Samples.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void theThreeFormsOfOneRunHoldTheSameEvents(String name) throws IOException {
        Captured binary = Captured.of(Samples.file(name, "blktrace.bin"));
        Captured printed = Captured.of(Samples.file(name, "blkparse.txt"));
        Captured tracer = Captured.of(Samples.file(name, "blktracer.txt"));
        assertThat(List.of(binary.format(), printed.format(), tracer.format()))
                .containsExactly(
                        CaptureFormat.BLKTRACE, CaptureFormat.BLKPARSE, CaptureFormat.BLK_TRACER);
        assertThat(columns(printed)).isEqualTo(columns(binary)).hasSizeGreaterThan(50);
        assertThat(columns(tracer)).isEqualTo(columns(binary));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theReadsOfTheFileAreInEveryForm(String name) throws IOException {
        List<String> expected = new ArrayList<>();
        int scale = Samples.sectorsPerBlock(name);
        for (String line : Samples.lines(name, "ext4.tsv")) {
            String[] words = line.split("\t");
            long sector = Long.parseLong(words[0]) * scale;
            expected.add(words[2] + " " + sector + " + " + Long.parseLong(words[1]) * scale);
        }
        for (String form : Samples.FORMS) {
            Captured captured = Captured.of(Samples.file(name, form));
            List<String> reads = captured.reads(BlockAction.QUEUE, Samples.device(name));
            assertThat(reads).as(form).hasSizeGreaterThanOrEqualTo(expected.size());
            assertThat(reads.subList(reads.size() - expected.size(), reads.size()))
                    .as(form)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracefs.txt", "blktracer.txt", "blkparse.txt", "blktrace.bin"})
    void nothingOfARealRecordingIsDamage(String form) throws IOException {
        for (String name : Samples.NAMES) {
            Captured captured = Captured.of(Samples.file(name, form));
            assertThat(captured.notes()).noneMatch(note -> note.kind().isDamage());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void tracefsCountsMergesAndCompletionsOfAllDevices(String name) throws IOException {
        Path file = Samples.file(name, "tracefs.txt");
        Captured captured = Captured.of(file);
        assertThat(captured.format()).isEqualTo(CaptureFormat.TRACE_EVENTS);
        assertThat(captured.events())
                .extracting(CaptureEvent::action)
                .contains(BlockAction.QUEUE, BlockAction.ISSUE, BlockAction.COMPLETE);
        assertThat(captured.events())
                .extracting(CaptureEvent::device)
                .contains(new DeviceNumber(254, 0), Samples.device(name));
        assertThat(captured.events())
                .filteredOn(event -> event.action() == BlockAction.QUEUE)
                .allMatch(event -> event.pid() > 0 && event.timeNanos() > 0 && event.cpu() >= 0);
    }

    /** What all three forms of a run hold. */
    private static List<String> columns(Captured captured) {
        List<String> columns = new ArrayList<>();
        for (CaptureEvent event : captured.events()) {
            columns.add(
                    String.join(
                            " ",
                            "" + event.device(),
                            "" + event.cpu(),
                            "" + event.pid(),
                            event.action().letters(),
                            event.rwbs(),
                            event.sector() + " + " + event.sectors()));
        }
        return columns;
    }
}
