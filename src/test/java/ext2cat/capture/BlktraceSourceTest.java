// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.DeviceNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

class BlktraceSourceTest {

    private static final DeviceNumber LOOP = new DeviceNumber(7, 0);

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"LITTLE_ENDIAN, 7", "BIG_ENDIAN, 7", "LITTLE_ENDIAN, 8", "BIG_ENDIAN, 8"})
    void bothByteOrdersAndVersionsAreRead(String order, int version) throws IOException {
        ByteOrder byteOrder =
                order.startsWith("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        BlktraceBytes bytes = new BlktraceBytes(byteOrder, version).cpu(3).process(42, "cat");
        int flags = BlktraceBytes.READ | BlktraceBytes.AHEAD | BlktraceBytes.META;
        bytes.record(1 | flags, 12_366, 24, 42, 259 << 20 | 70_000, new byte[0]);
        Captured captured = Captured.ofBytes(folder, bytes.toBytes());
        CaptureEvent event = captured.events().getFirst();
        assertThat(captured.events()).hasSize(1);
        assertThat(event.device()).isEqualTo(new DeviceNumber(259, 70_000));
        assertThat(event.action()).isEqualTo(BlockAction.QUEUE);
        assertThat(event.rwbs()).isEqualTo("RAM");
        assertThat(event.sector()).isEqualTo(12_366);
        assertThat(event.sectors()).isEqualTo(24);
        assertThat(event.cpu()).isEqualTo(3);
        assertThat(event.pid()).isEqualTo(42);
        assertThat(event.process()).isEqualTo("cat");
        assertThat(event.timeNanos()).isEqualTo(1001);
    }

    @Test
    void remapsNameWhereTheBioCameFromEvenBehindACgroup() throws IOException {
        byte[] data = new byte[24];
        ByteBuffer.wrap(data).putLong(77).putInt(8 << 20 | 1).putInt(8 << 20).putLong(2);
        long action = 15L | BlktraceBytes.READ | BlktraceBytes.CGROUP;
        byte[] bytes =
                BlktraceBytes.littleEndian().record(action, 2050, 8, 1, 8 << 20, data).toBytes();
        CaptureEvent event = Captured.ofBytes(folder, bytes).events().getFirst();
        assertThat(event.action()).isEqualTo(BlockAction.REMAP);
        assertThat(event.remap()).contains(new CaptureEvent.Remap(new DeviceNumber(8, 1), 2));
    }

    @Test
    void gapsInTheNumbersAreCountedWithTheirPlace() throws IOException {
        byte[] bytes =
                BlktraceBytes.littleEndian().read(8, 8).skipSequence(5).read(16, 8).toBytes();
        Captured captured = Captured.ofBytes(folder, bytes);
        assertThat(captured.events()).hasSize(2);
        assertThat(captured.notes(CaptureNote.Kind.SEQUENCE_GAP))
                .containsExactly(
                        "capture.bin, byte 48: 5 event numbers are missing before number 7");
        assertThat(captured.notes().getFirst().count()).isEqualTo(5);
    }

    @Test
    void eachProcessorAndDeviceCountsItsOwnEvents() throws IOException {
        byte[] bytes =
                BlktraceBytes.littleEndian()
                        .read(8, 8)
                        .read(16, 8)
                        .cpu(1)
                        .skipSequence(-2)
                        .read(24, 8)
                        .toBytes();
        assertThat(Captured.ofBytes(folder, bytes).notes()).isEmpty();
    }

    @Test
    void bytesThatAreNoRecordAreCountedAndTheNextRecordIsFound() throws IOException {
        byte[] bytes = BlktraceBytes.littleEndian().read(8, 8).raw(1, 2, 3).read(16, 8).toBytes();
        Captured captured = Captured.ofBytes(folder, bytes);
        assertThat(captured.reads(BlockAction.QUEUE, LOOP)).containsExactly("R 8 + 8", "R 16 + 8");
        assertThat(captured.notes(CaptureNote.Kind.NOT_UNDERSTOOD))
                .containsExactly("capture.bin, byte 48: 3 bytes are not a blktrace record");
    }

    @Test
    void aCaptureCutAtAnyByteGivesTheWholeRecordsBeforeAndSaysWhereItEnds() throws IOException {
        byte[] bytes =
                BlktraceBytes.littleEndian()
                        .process(42, "a process")
                        .read(8, 8)
                        .read(16, 8)
                        .toBytes();
        int processBytes = 48 + 9;
        for (int length = 1; length < bytes.length; length++) {
            Captured captured = Captured.ofBytes(folder, Arrays.copyOf(bytes, length));
            int records = length < processBytes ? 0 : 1 + (length - processBytes) / 48;
            boolean whole = length >= processBytes && (length - processBytes) % 48 == 0;
            assertThat(captured.events()).as("%d bytes", length).hasSize(Math.max(records - 1, 0));
            assertThat(captured.notes(CaptureNote.Kind.CUT_OFF))
                    .as("%d bytes", length)
                    .hasSize(whole ? 0 : 1);
        }
        Captured captured = Captured.ofBytes(folder, Arrays.copyOf(bytes, processBytes + 50));
        assertThat(captured.notes(CaptureNote.Kind.CUT_OFF))
                .containsExactly("capture.bin, byte 105: the capture ends 2 bytes into a record");
    }

    @Test
    void anyByteMayBeWrongWithoutACrash() throws IOException {
        byte[] bytes = BlktraceBytes.littleEndian().process(42, "cat").read(8, 8).toBytes();
        for (int i = 4; i < bytes.length; i++) {
            for (int value : new int[] {0, 1, 0x7f, 0xff}) {
                byte[] damaged = bytes.clone();
                damaged[i] = (byte) value;
                Captured captured = Captured.ofBytes(folder, damaged);
                assertThat(captured.events().size() + captured.notes().size()).isBetween(1, 3);
            }
        }
    }

    @Test
    void theFilesOfAllProcessorsAreMergedByTime() throws IOException {
        byte[] first =
                BlktraceBytes.littleEndian().time(10).read(8, 8).time(30).read(24, 8).toBytes();
        byte[] second =
                BlktraceBytes.littleEndian().cpu(1).time(20).read(16, 8).read(32, 8).toBytes();
        Files.write(folder.resolve("loop0.blktrace.0"), first);
        Files.write(folder.resolve("loop0.blktrace.10"), second);
        Captured captured = Captured.of(folder.resolve("loop0"));
        assertThat(captured.reads(BlockAction.QUEUE, LOOP))
                .containsExactly("R 8 + 8", "R 16 + 8", "R 32 + 8", "R 24 + 8");
        assertThat(captured.events())
                .extracting(event -> event.where().toString())
                .startsWith("loop0.blktrace.0, byte 0", "loop0.blktrace.10, byte 0");
    }

    @Test
    void compressedDataThatIsCutOffIsToldApartFromTheEnd() throws IOException {
        BlktraceBytes records = BlktraceBytes.littleEndian();
        for (int i = 0; i < 2000; i++) {
            records.read(i * 7919L, 8);
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(records.toBytes());
        }
        byte[] bytes = compressed.toByteArray();
        assertThat(Captured.ofBytes(folder, bytes).notes()).isEmpty();
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        Captured captured = Captured.ofBytes(folder, half);
        assertThat(captured.events()).hasSizeBetween(1, 1999);
        assertThat(captured.notes(CaptureNote.Kind.CUT_OFF)).hasSize(1);
        assertThatThrownBy(() -> Captured.ofBytes(folder, Arrays.copyOf(bytes, 5)))
                .isInstanceOf(CaptureException.class)
                .hasMessage("capture.bin is cut off in the header of its compressed data");
    }

    @Test
    void anOlderVersionIsRefusedByName() {
        byte[] bytes = new BlktraceBytes(ByteOrder.BIG_ENDIAN, 6).read(8, 8).toBytes();
        assertThatThrownBy(() -> Captured.ofBytes(folder, bytes))
                .isInstanceOf(CaptureException.class)
                .hasMessage(
                        "capture.bin, byte 0: blktrace version 6 cannot be read; versions 7 and 8"
                                + " can");
    }
}
