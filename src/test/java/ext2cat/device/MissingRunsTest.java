// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/** Runs of an image that nothing is in memory of, as after a start of the machine. */
final class MissingRunsTest {

    private static final int BLOCK_BYTES = 4096;
    private static final int SIZE_BYTES = 32 << 20;
    private static final int FAR_BYTES = SIZE_BYTES - BLOCK_BYTES;

    private final byte[] content = new byte[SIZE_BYTES];
    @TempDir private Path temporary;
    private Path image;

    @BeforeEach
    void writePastTheMemory() throws IOException, InterruptedException {
        new Random(1).nextBytes(content);
        image = temporary.resolve("image");
        // Java has no direct I/O in any module that is always there.
        Path source = Files.write(temporary.resolve("source"), content);
        String[] words = {"dd", "if=" + source, "of=" + image, "bs=1M", "oflag=direct"};
        try {
            Process dd = new ProcessBuilder(words).redirectErrorStream(true).start();
            dd.getInputStream().transferTo(OutputStream.nullOutputStream());
            assumeThat(dd.waitFor()).as("a file system with direct I/O").isZero();
        } catch (IOException e) {
            assumeThat(e).as("dd").isNull();
        }
        assumeThat(isInMemory(0)).as("pages that are in memory though nobody read them").isFalse();
    }

    @Test
    void runsThatLieNearComeToTheirPlacesWithOneRead() throws IOException {
        ReadBatch runs = new ReadBatch();
        byte[] expected = new byte[64 * BLOCK_BYTES];
        for (int run = 0; run < 64; run++) {
            int position = 1 + (63 - run) * 2 * BLOCK_BYTES + 3 * run;
            runs.add(position, (long) run * BLOCK_BYTES, BLOCK_BYTES);
            System.arraycopy(content, position, expected, run * BLOCK_BYTES, BLOCK_BYTES);
        }
        byte[] read = new byte[expected.length];
        try (MappedDevice device = MappedDevice.open(image)) {
            device.read(runs, MemorySegment.ofArray(read));
            assertThat(read).isEqualTo(expected);
            for (int block = 0; block < 128; block++) {
                assertThat(isInMemory(block)).as("block %d", block).isTrue();
            }
            byte[] again = new byte[expected.length];
            device.read(runs, MemorySegment.ofArray(again));
            assertThat(again).isEqualTo(expected);
        }
    }

    @Test
    void runsThatLieFarApartDoNotHaveAllBetweenThemRead() throws IOException {
        ReadBatch runs = new ReadBatch();
        runs.add(0, 0, BLOCK_BYTES);
        runs.add(FAR_BYTES, BLOCK_BYTES, BLOCK_BYTES);
        byte[] read = new byte[2 * BLOCK_BYTES];
        try (MappedDevice device = MappedDevice.open(image)) {
            device.read(runs, MemorySegment.ofArray(read));
        }
        assertThat(read).startsWith(Arrays.copyOf(content, BLOCK_BYTES));
        assertThat(read).endsWith(Arrays.copyOfRange(content, FAR_BYTES, FAR_BYTES + BLOCK_BYTES));
        assertThat(isInMemory(FAR_BYTES / BLOCK_BYTES / 2)).isFalse();
    }

    @Test
    void aRunThatIsLostIsToldThoughTheOthersAreThere() throws IOException {
        ReadBatch runs = new ReadBatch();
        runs.add(0, 0, BLOCK_BYTES);
        runs.add(2 * BLOCK_BYTES, BLOCK_BYTES, BLOCK_BYTES);
        byte[] read = new byte[2 * BLOCK_BYTES];
        try (MappedDevice device = MappedDevice.open(image)) {
            try (FileChannel file = FileChannel.open(image, StandardOpenOption.WRITE)) {
                file.truncate(2 * BLOCK_BYTES + 1);
            }
            assertThatThrownBy(() -> device.read(runs, MemorySegment.ofArray(read)))
                    .isInstanceOf(DeviceShrunkException.class)
                    .hasMessageContaining("byte 8192");
        }
    }

    private boolean isInMemory(int block) throws IOException {
        try (FileChannel file = FileChannel.open(image);
                Arena arena = Arena.ofConfined()) {
            return file.map(
                            FileChannel.MapMode.READ_ONLY,
                            (long) block * BLOCK_BYTES,
                            BLOCK_BYTES,
                            arena)
                    .isLoaded();
        }
    }
}
