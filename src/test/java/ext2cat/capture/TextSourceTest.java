// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.DeviceNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class TextSourceTest {

    private static final DeviceNumber LOOP = new DeviceNumber(7, 0);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "             cat-13404   [001] .....  6760.821800: block_bio_queue: 7,0 RA 12366 +"
                        + " 24 [cat]",
                "             cat-13404   (  13404) [001] .....  6760.821800: block_bio_queue: 7,0"
                        + " RA 12366 + 24 [cat]",
                "             cat-13404   [001]  6760.821800: block_bio_queue:      7,0 RA 12366 +"
                        + " 24 [cat]",
                "cat 13404 [001]  6760.821800: block:block_bio_queue: 7,0 RA 12366 + 24 [cat]",
                "           <...>-13404   [001] d..1.  6760.821800:   7,0    Q  RA 12366 + 24"
                        + " [cat]",
                "  7,0    1        5  6760.821800000 13404  Q  RA 12366 + 24 [cat]",
                "  7,0    1  6760.821800000 13404   Q  RA 12366 + 24 [cat]"
            })
    void everyRecordersLineSaysTheSame(String line) throws IOException {
        Captured captured = Captured.ofText(folder, line);
        assertThat(captured.notes()).isEmpty();
        assertThat(captured.events())
                .containsExactly(
                        new CaptureEvent(
                                6_760_821_800_000L,
                                1,
                                LOOP,
                                BlockAction.QUEUE,
                                "RA",
                                12_366,
                                24,
                                13_404,
                                "cat",
                                java.util.Optional.empty(),
                                new CapturePlace("capture.txt", CapturePlace.Unit.LINE, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "block_bio_queue: 7,0 RA 12366 + 24 [cat]",
                "  7,0    Q  RA 12366 + 24 [cat]"
            })
    void linesWithoutColumnsHaveNoTimeNorPid(String line) throws IOException {
        CaptureEvent event = Captured.ofText(folder, line).events().getFirst();
        assertThat(event.sector()).isEqualTo(12_366);
        assertThat(event.process()).isEqualTo("cat");
        assertThat(event.pid()).isEqualTo(-1);
        assertThat(event.timeNanos()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "block_bio_backmerge: 7,0 R 8 + 8 [cat]; M; 8; 8",
                "block_bio_frontmerge: 7,0 R 8 + 8 [cat]; F; 8; 8",
                "block_getrq: 7,0 R 8 + 8 [cat]; G; 8; 8",
                "block_rq_issue: 7,0 R 4096 () 8 + 8 be,0,4 [cat]; D; 8; 8",
                "block_rq_issue: 7,0 R 4096 () 8 + 8 [kworker/0:1H]; D; 8; 8",
                "block_rq_insert: 7,0 R 4096 () 8 + 8 none,0,0 [cat]; I; 8; 8",
                "block_rq_complete: 7,0 R () 8 + 8 [0]; C; 8; 8",
                "block_rq_complete: 7,0 N (12 00) 18446744073709551615 + 0 be,0,4 [0]; C; -1; 0",
                "block_bio_complete: 7,0 R 8 + 8 [0]; C; 8; 8",
                "block_split: 7,0 R 8 / 16 [cat]; X; 8; 0",
                "block_plug: [cat]; P; -1; 0",
                "block_unplug: [cat] 3; U; -1; 0",
                "block_bio_remap: 7,0 R 2050 + 8 <- (7,1) 2; A; 2050; 8",
                "7,0 1 1 0.000000001 9 D R 8 + 8 (   12345) [cat]; D; 8; 8",
                "7,0 1 1 0.000000001 9 D R 36 (12 00 24) [smartd]; D; -1; 0",
                "7,0 1 1 0.000000001 9 C R 8 + 8 (  999) [0]; C; 8; 8",
                "7,0 1 1 0.000000001 9 UT N [cat] 1; UT; -1; 0",
                "7,0 1 1 0.000000001 9 A R 2050 + 8 <- (7,1) 2; A; 2050; 8",
                "7,0 1 1 0.000000001 9 X R 8 / 16 [cat]; X; 8; 0",
                "7,0 1 1 0.000000001 9 Q FWS [sync]; Q; -1; 0"
            })
    void everyEventsTextIsRead(String line, String action, long sector, long sectors)
            throws IOException {
        Captured captured = Captured.ofText(folder, line);
        assertThat(captured.notes()).isEmpty();
        CaptureEvent event = captured.events().getFirst();
        assertThat(event.action().letters()).isEqualTo(action);
        assertThat(event.sector()).isEqualTo(sector);
        assertThat(event.sectors()).isEqualTo(sectors);
    }

    @Test
    void remapsNameTheDeviceTheyCameFrom() throws IOException {
        Captured captured = Captured.ofText(folder, "block_bio_remap: 8,0 R 2050 + 8 <- (8,1) 2");
        assertThat(captured.events().getFirst().remap())
                .contains(new CaptureEvent.Remap(new DeviceNumber(8, 1), 2));
    }

    @Test
    void namesOfProcessesMayHoldBracketsSpacesAndColons() throws IOException {
        Captured captured =
                Captured.ofText(
                        folder,
                        "  a [0] b: c-7 [001] ..... 1.000000: block_bio_queue: 7,0 R 8 + 8 [a [0]"
                                + " b: c]");
        CaptureEvent event = captured.events().getFirst();
        assertThat(event.process()).isEqualTo("a [0] b: c");
        assertThat(event.pid()).isEqualTo(7);
        assertThat(event.cpu()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CPU:1 [LOST 12 EVENTS]; 12",
                "CPU:1 [LOST EVENTS]; 1",
                "CPU:0 [7 EVENTS DROPPED]; 7",
                "LOST 3 events; 3",
                "cat 1 [000] 1.5: PERF_RECORD_LOST lost 9; 9",
                "Skips: 2 forward (17 -   3.4%); 17",
                "# entries-in-buffer/entries-written: 100/422   #P:2; 322"
            })
    void lossesAreCountedWithTheirPlace(String line, long count) throws IOException {
        Captured captured =
                Captured.ofText(folder, "block_bio_queue: 7,0 RA 12366 + 24 [cat]", line);
        assertThat(captured.events()).hasSize(1);
        assertThat(captured.notes()).hasSize(1);
        CaptureNote note = captured.notes().getFirst();
        assertThat(note.kind()).isEqualTo(CaptureNote.Kind.LOST);
        assertThat(note.count()).isEqualTo(count);
        assertThat(note.where()).hasToString("capture.txt, line 2");
    }

    @Test
    void linesThatAreNotUnderstoodAreToldWithTheirPlace() throws IOException {
        Captured captured =
                Captured.ofText(
                        folder,
                        "block_bio_queue: 7,0 RA 12366 + 24 [cat]",
                        "block_bio_queue: 7,0 RA 12366 + twenty [cat]",
                        "block_bio_queue: 7,0 RA 12366 + 24",
                        "  7,0    1        5  6760.821800000 13404  Q  RA 12366 + 24 [cat]",
                        "block_bio_queue: 7,0 RA 99999999999999999999 + 24 [cat]",
                        "block_bio_queue: 7,0 RA 12390 + 24 [cat]");
        assertThat(captured.events()).hasSize(2);
        assertThat(captured.notes(CaptureNote.Kind.NOT_UNDERSTOOD))
                .hasSize(4)
                .startsWith(
                        "capture.txt, line 2: the line is not understood:"
                                + " \"block_bio_queue: 7,0 RA 12366 + twenty [cat]\"");
    }

    @Test
    void eventsOfOtherSortsAndMessagesAreCountedApart() throws IOException {
        Captured captured =
                Captured.ofText(
                        folder,
                        "# tracer: nop",
                        "cat-1 [000] ..... 1.000001: sched_switch: prev_comm=cat ==> next_comm=sh",
                        "cat-1 [000] ..... 1.000002: block_touch_buffer: 7,0 sector=1 size=1024",
                        "cat-1 [000] ..... 1.000003: block_bio_queue: 7,0 R 8 + 8 [cat]");
        assertThat(captured.events()).hasSize(1);
        assertThat(captured.notes(CaptureNote.Kind.OTHER_EVENT)).hasSize(2);
        assertThat(captured.notes(CaptureNote.Kind.HEADING)).hasSize(1);
        Captured messages =
                Captured.ofText(
                        folder,
                        "  7,0    0        0     0.000000000  4242  m   N cfq workload slice:300",
                        "  7,0    1        5  6760.821800000 13404  Q  RA 12366 + 24 [cat]",
                        "CPU0 (7,0):",
                        " Reads Queued:           1,       12KiB\t Writes Queued:           0",
                        "Skips: 0 forward (0 -   0.0%)");
        assertThat(messages.events()).hasSize(1);
        assertThat(messages.notes(CaptureNote.Kind.MESSAGE))
                .containsExactly("capture.txt, line 1: message: \"cfq workload slice:300\"");
        assertThat(messages.notes(CaptureNote.Kind.HEADING)).hasSize(3);
    }

    @Test
    void aLastLineWithoutItsEndIsNotTrusted() throws IOException {
        Path file = folder.resolve("cut.txt");
        String line = "block_bio_queue: 7,0 RA 12366 + 24 [cat]";
        Files.writeString(file, line + "\n" + line.substring(0, 33), StandardCharsets.UTF_8);
        Captured captured = Captured.of(file);
        assertThat(captured.events()).hasSize(1);
        assertThat(captured.notes(CaptureNote.Kind.CUT_OFF))
                .containsExactly(
                        "cut.txt, line 2: the last line is cut off:"
                                + " \"block_bio_queue: 7,0 RA 12366 + 2\"");
    }

    @Test
    void textCutAtAnyByteNeverInventsARead() throws IOException {
        String[] lines = {
            "  7,0    1        1     0.000000000 13404  Q  RA 12366 + 24 [cat]",
            "  7,0    1        2     0.000000100 13404  Q   R 12390 + 2 [cat]"
        };
        String text = String.join("\n", lines) + "\n";
        Path file = folder.resolve("cut.txt");
        for (int length = 1; length <= text.length(); length++) {
            Files.writeString(file, text.substring(0, length), StandardCharsets.UTF_8);
            Captured captured = Captured.of(file);
            int whole = length < lines[0].length() ? 0 : length < text.length() - 1 ? 1 : 2;
            assertThat(captured.events()).as("%d letters", length).hasSize(whole);
        }
    }

    @Test
    void eventNumbersThatAreMissingAreCounted() throws IOException {
        Captured captured =
                Captured.ofText(
                        folder,
                        "  7,0    1        1     0.000000000 13404  Q  RA 12366 + 24 [cat]",
                        "  7,0    1        9     0.000000100 13404  Q   R 12390 + 2 [cat]");
        assertThat(captured.notes(CaptureNote.Kind.SEQUENCE_GAP))
                .containsExactly(
                        "capture.txt, line 2: 7 event numbers are missing before number 9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| capture.txt is empty",
                "PERFILE2....| capture.txt is a perf recording; print it with perf script first",
                "BZh91AY| capture.txt is compressed by bzip2; expand it first"
            })
    void filesOfOtherSortsAreRefused(String content, String message) throws IOException {
        Files.writeString(folder.resolve("capture.txt"), content, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Captured.of(folder.resolve("capture.txt")))
                .isInstanceOf(CaptureException.class)
                .hasMessage(message);
    }

    @Test
    void aTextThatIsNoCaptureIsRefusedByItsFirstLine() {
        assertThatThrownBy(
                        () -> Captured.ofText(folder, "0.000000, 4242, cat, Q", "more of the same"))
                .isInstanceOf(CaptureException.class)
                .hasMessage(
                        "capture.txt, line 1: the line is not understood:"
                                + " \"0.000000, 4242, cat, Q\"; expected blkparse's default text, a"
                                + " blktrace binary, or the text of block trace events or the blk"
                                + " tracer");
    }

    @Test
    void binaryRubbishIsRefused() throws IOException {
        Files.write(folder.resolve("image.img"), new byte[4096]);
        assertThatThrownBy(() -> Captured.of(folder.resolve("image.img")))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("byte 0 is zero");
    }

    @Test
    void aLineOfAnyLengthTakesLittleMemory() throws IOException {
        String line = "block_bio_queue: 7,0 RA 12366 + 24 [cat]";
        Captured captured = Captured.ofText(folder, line, "x".repeat(3_000_000), line);
        assertThat(captured.events()).hasSize(2);
        assertThat(captured.notes(CaptureNote.Kind.NOT_UNDERSTOOD)).hasSize(1);
    }
}
