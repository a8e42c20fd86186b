// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What counts as being in memory. */
final class ResidencyTest {

    private static final int CHUNK_BYTES = 4 << 20;
    private static final long HOLE_BYTES = 64L << 20;

    @TempDir private Path temporary;

    @Test
    void whatWasJustWrittenIsInMemoryAndAHoleThatNobodyReadIsNot() throws IOException {
        Path path = temporary.resolve("image");
        try (FileChannel file = newFile(path);
                Arena arena = Arena.ofConfined()) {
            file.write(ByteBuffer.allocate(CHUNK_BYTES + 8192));
            file.write(ByteBuffer.allocate(1), HOLE_BYTES - 1);
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, HOLE_BYTES, arena);
            assumeThat(mapped.asSlice(HOLE_BYTES / 2, 8192).isLoaded())
                    .as("a system that tells what is in memory")
                    .isFalse();
            Residency residency = Residency.of(path);
            assertThat(residency.isInMemory(mapped, 1, 4096)).isTrue();
            assertThat(residency.isInMemory(mapped, CHUNK_BYTES - 5, CHUNK_BYTES)).isTrue();
            // The second chunk is there in part.
            assertThat(residency.isInMemory(mapped, 4096, CHUNK_BYTES + 8192)).isTrue();
            assertThat(residency.isInMemory(mapped, CHUNK_BYTES + 4096, CHUNK_BYTES + 12288))
                    .isFalse();
            assertThat(residency.isInMemory(mapped, CHUNK_BYTES + 4096, CHUNK_BYTES + 8192))
                    .isTrue();
            assertThat(residency.isInMemory(mapped, HOLE_BYTES / 2, HOLE_BYTES / 2 + 4096))
                    .isFalse();
            assertThat(residency.isInMemory(mapped, 0, HOLE_BYTES)).isFalse();
        }
    }

    @Test
    void whatIsKnownOfOneChunkIsNotBelievedOfAnother() throws IOException {
        Path path = temporary.resolve("image");
        try (FileChannel file = newFile(path);
                Arena arena = Arena.ofConfined()) {
            file.write(ByteBuffer.allocate(CHUNK_BYTES), CHUNK_BYTES);
            long sizeBytes = 2L * CHUNK_BYTES;
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, sizeBytes, arena);
            assumeThat(mapped.asSlice(0, 4096).isLoaded())
                    .as("a system that tells what is in memory")
                    .isFalse();
            Residency residency = Residency.of(path);
            for (int round = 0; round < 2; round++) {
                assertThat(residency.isInMemory(mapped, 0, 4096)).isFalse();
                assertThat(residency.isInMemory(mapped, CHUNK_BYTES, sizeBytes)).isTrue();
            }
        }
    }

    @Test
    void ofFilesThatOneMayNotWriteNothingIsKnown() throws IOException {
        Path path = Files.write(temporary.resolve("image"), new byte[8192]);
        try (FileChannel file = FileChannel.open(path);
                Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, 8192, arena);
            assertThat(Residency.ofOwnFile().isInMemory(mapped, 0, 8192)).isTrue();
            Path others = temporary.resolve("not-there"); // as little writable as a file of others
            assertThat(Residency.of(others).isInMemory(mapped, 0, 8192)).isFalse();
        }
    }

    private static FileChannel newFile(Path path) throws IOException {
        return FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE);
    }
}
