// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Several runs that are read together, on every kind of device. */
@ParameterizedClass
@EnumSource(DeviceKind.class)
final class ReadBatchTest {

    private static final int SIZE_BYTES = 1_000_000;

    private final DeviceKind kind;
    private final byte[] content = new byte[SIZE_BYTES];
    @TempDir private Path temporary;

    ReadBatchTest(DeviceKind kind) {
        this.kind = kind;
        new Random(1).nextBytes(content);
    }

    @Test
    void eachRunComesToItsPlaceAndNothingElseIsTouched() throws IOException {
        Random random = new Random(2);
        ReadBatch runs = new ReadBatch();
        byte[] expected = new byte[200 * 1000];
        for (int place = 0; place < expected.length; place += 1000) {
            int position = random.nextInt(SIZE_BYTES - 1000);
            int length = random.nextInt(1001);
            runs.add(position, place, length);
            System.arraycopy(content, position, expected, place, length);
        }
        checkRead(runs, expected);
        runs.clear();
        runs.add(SIZE_BYTES - 1, 1, 1);
        checkRead(runs, new byte[] {0, content[SIZE_BYTES - 1], 0});
    }

    @Test
    void runsOfWhichOneIsNotInsideAreRefused() throws IOException {
        ReadBatch runs = new ReadBatch();
        runs.add(0, 0, 10);
        runs.add(SIZE_BYTES - 5, 10, 10);
        try (BlockDevice device = open();
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(20);
            assertThatThrownBy(() -> device.read(runs, memory))
                    .isExactlyInstanceOf(EOFException.class)
                    .hasMessage(
                            device.name()
                                    + ": 10 bytes at byte 999995 are not inside its 1000000 bytes");
        }
    }

    @Test
    void runsOfWhichOneIsLostSinceTheImageShrankAreAnError() throws IOException {
        Path image = kind.write(temporary, content);
        ReadBatch runs = new ReadBatch();
        runs.add(0, 0, 10);
        runs.add(SIZE_BYTES - 10, 10, 10);
        runs.add(20, 20, 10);
        try (BlockDevice device = kind.open(image, SIZE_BYTES);
                Arena arena = Arena.ofConfined()) {
            try (FileChannel truncated = FileChannel.open(image, StandardOpenOption.WRITE)) {
                truncated.truncate(kind.beforeBytes() + SIZE_BYTES - 5);
            }
            MemorySegment memory = arena.allocate(30);
            assertThatThrownBy(() -> device.read(runs, memory))
                    .isInstanceOf(DeviceShrunkException.class)
                    .hasMessageContaining("became shorter");
        }
    }

    private void checkRead(ReadBatch runs, byte[] expected) throws IOException {
        try (BlockDevice device = open();
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(expected.length);
            device.read(runs, memory);
            assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
        }
    }

    private BlockDevice open() throws IOException {
        return kind.open(kind.write(temporary, content), SIZE_BYTES);
    }
}
