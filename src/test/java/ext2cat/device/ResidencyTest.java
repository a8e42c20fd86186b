// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What seems to be missing from memory. */
final class ResidencyTest {

    private static final int WRITTEN_BYTES = 4 << 20;
    private static final long SIZE_BYTES = 64L << 20;
    private static final long HOLE = SIZE_BYTES / 2;

    @TempDir private Path temporary;

    private Path path;

    @BeforeEach
    void writeAFileWithAHole() throws IOException {
        path = temporary.resolve("image");
        try (FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE)) {
            file.write(ByteBuffer.allocate(WRITTEN_BYTES));
            file.write(ByteBuffer.allocate(1), SIZE_BYTES - 1);
        }
    }

    @Test
    void whatWasJustWrittenIsThereAndAHoleThatNobodyReadIsNot() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Residency residency = Residency.of(map(arena), path);
            assertThat(residency.seemsMissing(1, WRITTEN_BYTES)).isFalse();
            assertThat(residency.seemsMissing(HOLE, HOLE + 4096)).isTrue();
            assertThat(residency.seemsMissing(4096, HOLE)).as("its end is missing").isTrue();
            assertThat(residency.seemsMissing(HOLE, SIZE_BYTES)).as("its start is").isTrue();
        }
    }

    @Test
    void ofFilesThatOneMayNotWriteNothingIsKnown() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = map(arena);
            assertThat(Residency.ofOwnFile(mapped).seemsMissing(HOLE, HOLE + 4096)).isTrue();
            Path others = temporary.resolve("not-there"); // as little writable as a file of others
            assertThat(Residency.of(mapped, others).seemsMissing(HOLE, HOLE + 4096)).isFalse();
        }
    }

    private MemorySegment map(Arena arena) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, SIZE_BYTES, arena);
            assumeThat(mapped.asSlice(HOLE, 4096).isLoaded())
                    .as("a system that tells what is in memory")
                    .isFalse();
            return mapped;
        }
    }
}
