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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
            Residency residency = Residency.of(mapped, path);
            assertThat(residency.isInMemory(1, 4096)).isTrue();
            assertThat(residency.isInMemory(CHUNK_BYTES - 5, CHUNK_BYTES)).isTrue();
            // The second chunk is there in part.
            assertThat(residency.isInMemory(4096, CHUNK_BYTES + 8192)).isTrue();
            assertThat(residency.isInMemory(CHUNK_BYTES + 4096, CHUNK_BYTES + 12288)).isFalse();
            assertThat(residency.isInMemory(CHUNK_BYTES + 4096, CHUNK_BYTES + 8192)).isTrue();
            assertThat(residency.isInMemory(HOLE_BYTES / 2, HOLE_BYTES / 2 + 4096)).isFalse();
            assertThat(residency.isInMemory(0, HOLE_BYTES)).isFalse();
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
            Residency residency = Residency.of(mapped, path);
            for (int round = 0; round < 2; round++) {
                assertThat(residency.isInMemory(0, 4096)).isFalse();
                assertThat(residency.isInMemory(CHUNK_BYTES, sizeBytes)).isTrue();
            }
        }
    }

    @Test
    void ofFilesThatOneMayNotWriteNothingIsKnown() throws IOException {
        Path path = Files.write(temporary.resolve("image"), new byte[8192]);
        try (FileChannel file = FileChannel.open(path);
                Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, 8192, arena);
            assertThat(Residency.ofOwnFile(mapped).isInMemory(0, 8192)).isTrue();
            Path others = temporary.resolve("not-there"); // as little writable as a file of others
            assertThat(Residency.of(mapped, others).isInMemory(0, 8192)).isFalse();
        }
    }

    @Test
    void whatTheLookoutFindsAheadIsTheTruth() throws IOException {
        Path path = temporary.resolve("image");
        int chunks = 60;
        long sizeBytes = chunks * (long) CHUNK_BYTES - 12288;
        try (FileChannel file = newFile(path);
                Arena arena = Arena.ofShared()) {
            file.write(ByteBuffer.allocate(1), sizeBytes - 1);
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, sizeBytes, arena);
            for (int chunk = 0; chunk < chunks; chunk++) {
                if (isToBeThere(chunk)) {
                    chunkOf(mapped, chunk).load();
                }
            }
            assumeThat(mapped.asSlice(CHUNK_BYTES, CHUNK_BYTES).isLoaded())
                    .as("a system that tells what is in memory")
                    .isFalse();
            try (Residency residency = Residency.of(mapped, path)) {
                for (int chunk = 0; chunk < chunks; chunk++) {
                    assertThat(isInMemory(residency, mapped, chunk))
                            .as("chunk %d", chunk)
                            .isEqualTo(isToBeThere(chunk));
                }
                assertThat(lookouts()).hasSize(1);
                for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                    assertThat(isInMemory(residency, mapped, chunk))
                            .as("chunk %d, later", chunk)
                            .isEqualTo(isToBeThere(chunk));
                }
            }
        }
    }

    @Test
    void theLookoutEndsWithWhoAsked() throws IOException {
        Path path = temporary.resolve("image");
        long sizeBytes = 200L * CHUNK_BYTES;
        try (FileChannel file = newFile(path);
                Arena arena = Arena.ofShared()) {
            file.write(ByteBuffer.allocate(1), sizeBytes - 1);
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, sizeBytes, arena);
            List<Thread> before = lookouts();
            Residency residency = Residency.of(mapped, path);
            for (int chunk = 0; chunk < 40; chunk++) {
                residency.isInMemory(chunk * (long) CHUNK_BYTES, chunk * (long) CHUNK_BYTES + 1);
            }
            List<Thread> since = lookouts();
            since.removeAll(before);
            assertThat(since).hasSize(1);
            Thread.currentThread().interrupt();
            residency.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(since.getFirst().isAlive()).isFalse();
        }
    }

    @Test
    void whoAsksHereAndThereHasNoLookout() throws IOException {
        Path path = temporary.resolve("image");
        long sizeBytes = 64L * CHUNK_BYTES;
        try (FileChannel file = newFile(path);
                Arena arena = Arena.ofShared()) {
            file.write(ByteBuffer.allocate(1), sizeBytes - 1);
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, sizeBytes, arena);
            List<Thread> before = lookouts();
            try (Residency residency = Residency.of(mapped, path)) {
                for (int chunk = 0; chunk < 64; chunk++) {
                    long startBytes = chunk * 7 % 64 * (long) CHUNK_BYTES;
                    residency.isInMemory(startBytes, startBytes + 1);
                }
                assertThat(lookouts()).isSubsetOf(before);
            }
        }
    }

    private static boolean isToBeThere(int chunk) {
        return chunk % 3 != 1;
    }

    private static boolean isInMemory(Residency residency, MemorySegment mapped, int chunk) {
        long startBytes = chunk * (long) CHUNK_BYTES;
        return residency.isInMemory(startBytes, startBytes + chunkOf(mapped, chunk).byteSize());
    }

    private static MemorySegment chunkOf(MemorySegment mapped, int chunk) {
        long startBytes = chunk * (long) CHUNK_BYTES;
        return mapped.asSlice(startBytes, Math.min(CHUNK_BYTES, mapped.byteSize() - startBytes));
    }

    private static List<Thread> lookouts() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("residency lookout"))
                .collect(Collectors.toCollection(ArrayList::new));
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
