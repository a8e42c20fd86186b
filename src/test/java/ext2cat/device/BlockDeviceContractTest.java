// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ext2cat.host.SlowSink;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What {@link BlockDevice#read} and {@link BlockDevice#close} promise, for every kind of device.
 */
@ParameterizedClass
@EnumSource(DeviceKind.class)
final class BlockDeviceContractTest {

    private static final int SIZE_BYTES = 20_011;

    private final DeviceKind kind;
    @TempDir private Path temporary;

    BlockDeviceContractTest(DeviceKind kind) {
        this.kind = kind;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 4096, 4097, 20_011, 3 * (1 << 20) + 1})
    void everyRunIsReadAsItWasWritten(int sizeBytes) throws IOException {
        byte[] content = content(sizeBytes);
        try (BlockDevice device = open(content)) {
            assertThat(device.sizeBytes()).isEqualTo(sizeBytes);
            for (int position : edges(sizeBytes)) {
                for (int end : edges(sizeBytes)) {
                    if (position <= end) {
                        byte[] expected = Arrays.copyOfRange(content, position, end);
                        assertThat(readOnHeap(device, position, end - position))
                                .isEqualTo(expected);
                        assertThat(readNative(device, position, end - position))
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void anEmptyImageIsOpenedAndHasNothingToRead() throws IOException {
        try (BlockDevice device = open(new byte[0])) {
            assertThat(device.sizeBytes()).isZero();
            assertThat(readOnHeap(device, 0, 0)).isEmpty();
            assertThatThrownBy(() -> readOnHeap(device, 0, 1)).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1",
        "-1, 0",
        "0, 20012",
        "20010, 2",
        "20011, 1",
        "20012, 0",
        "9223372036854775807, 1",
        "9223372036854775806, 4096",
        "-9223372036854775808, 4096",
    })
    void aRunThatIsNotInsideIsRefusedByNameAndNumbers(long position, int length)
            throws IOException {
        try (BlockDevice device = open(content(SIZE_BYTES))) {
            assertThatThrownBy(() -> readOnHeap(device, position, length))
                    .isExactlyInstanceOf(EOFException.class)
                    .hasMessage(
                            device.name()
                                    + ": %d bytes at byte %d are not inside its 20011 bytes"
                                            .formatted(length, position));
        }
    }

    @Test
    void theNameIsThePathOfTheFile() throws IOException {
        try (BlockDevice device = open(content(SIZE_BYTES))) {
            assertThat(device.name()).startsWith(kind.folder(temporary).resolve("disk.img") + "");
        }
    }

    @Test
    void severalThreadsReadAtOnce() throws Exception {
        byte[] content = content(SIZE_BYTES);
        try (BlockDevice device = open(content);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> readers = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                readers.add(randomReads(device, content, new Random(seed)));
            }
            for (Future<Void> reader : threads.invokeAll(readers)) {
                reader.get();
            }
        }
    }

    @Test
    void theImageIsNotChanged() throws IOException {
        byte[] content = content(SIZE_BYTES);
        Path image = kind.write(temporary, content);
        byte[] before = Files.readAllBytes(image);
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(image, time);
        try (BlockDevice device = kind.open(image, SIZE_BYTES)) {
            readOnHeap(device, 0, SIZE_BYTES);
            device.transferTo(0, SIZE_BYTES, new SlowSink(Integer.MAX_VALUE));
        }
        assertThat(Files.readAllBytes(image)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(image)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        // the new size; the run: behind the new end, across it, behind it in the same page
        "8192, 12000, 100",
        "8192, 8000, 400",
        "8192, 0, 20011",
        "5000, 5000, 1",
        "5000, 5100, 500",
        "0, 0, 1",
    })
    void anImageThatShrankSinceItWasOpenedSaysSo(long newSize, long position, int length)
            throws IOException {
        Path image = kind.write(temporary, content(SIZE_BYTES));
        try (BlockDevice device = kind.open(image, SIZE_BYTES)) {
            long openedSize = Files.size(image);
            truncate(image, kind.beforeBytes() + newSize);
            assertThatThrownBy(() -> readOnHeap(device, position, length))
                    .isInstanceOf(DeviceShrunkException.class)
                    .hasMessageStartingWith(
                            "%s became shorter while it was read: it had %d bytes when it was"
                                    + " opened and has %d now, so the ",
                            image, openedSize, kind.beforeBytes() + newSize);
            if (newSize > 0) {
                assertThat(readOnHeap(device, 0, (int) newSize)).hasSize((int) newSize);
            }
        }
    }

    @Test
    void aClosedDeviceIsNotRead() throws IOException {
        BlockDevice device = open(content(SIZE_BYTES));
        device.close();
        device.close();
        assertThatThrownBy(() -> readOnHeap(device, 0, 10)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> device.transferTo(0, 10, new SlowSink(10)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void closingEndsTheReadsOfOtherThreadsWithAnIoException() throws Exception {
        byte[] content = content(SIZE_BYTES);
        CountDownLatch reading = new CountDownLatch(2);
        BlockDevice device = open(content);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Throwable> reader =
                    () -> {
                        Callable<Void> reads = randomReads(device, content, new Random(1));
                        reading.countDown();
                        return catchThrowable(
                                () -> {
                                    while (true) {
                                        reads.call();
                                    }
                                });
                    };
            Future<Throwable> one = threads.submit(reader);
            Future<Throwable> two = threads.submit(reader);
            reading.await();
            device.close();
            assertThat(one.get()).isInstanceOf(IOException.class);
            assertThat(two.get()).isInstanceOf(IOException.class);
        }
    }

    private BlockDevice open(byte[] content) throws IOException {
        return kind.open(kind.write(temporary, content), content.length);
    }

    private static byte[] content(int sizeBytes) {
        byte[] content = new byte[sizeBytes];
        new Random(sizeBytes).nextBytes(content);
        return content;
    }

    private static int[] edges(int sizeBytes) {
        return Arrays.stream(
                        new int[] {
                            0,
                            1,
                            7,
                            511,
                            512,
                            4095,
                            4096,
                            4097,
                            sizeBytes / 2,
                            sizeBytes - 1,
                            sizeBytes
                        })
                .filter(it -> it <= sizeBytes)
                .distinct()
                .toArray();
    }

    private static byte[] readOnHeap(BlockDevice device, long positionBytes, int lengthBytes)
            throws IOException {
        byte[] bytes = new byte[lengthBytes];
        device.read(positionBytes, MemorySegment.ofArray(bytes));
        return bytes;
    }

    private static byte[] readNative(BlockDevice device, long positionBytes, int lengthBytes)
            throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(lengthBytes);
            device.read(positionBytes, bytes);
            return bytes.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static Callable<Void> randomReads(BlockDevice device, byte[] content, Random random) {
        return () -> {
            for (int i = 0; i < 500; i++) {
                int position = random.nextInt(content.length);
                int length = random.nextInt(content.length - position);
                assertThat(readOnHeap(device, position, length))
                        .isEqualTo(Arrays.copyOfRange(content, position, position + length));
            }
            return null;
        };
    }

    private static void truncate(Path image, long sizeBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.truncate(sizeBytes);
        }
    }
}
