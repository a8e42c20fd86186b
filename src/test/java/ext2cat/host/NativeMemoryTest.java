// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.bio.Page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

final class NativeMemoryTest {

    private final NativeMemory memory = new NativeMemory();

    @TempDir Path folder;

    @Test
    void populatedPagesAreResident() {
        assumeTrue(memory.isAvailable(), "no native calls on this system");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(64L * Page.SIZE_BYTES, Page.SIZE_BYTES);
            NativeMemory.Outcome outcome = memory.populateForWriting(segment);
            assertThat(outcome.text()).isNotEmpty();
            if (outcome.done()) {
                assertThat(memory.resident(segment).orElseThrow().cardinality()).isEqualTo(64);
            } else {
                assertThat(outcome.errno()).isPositive();
            }
        }
    }

    @Test
    void lockingEitherWorksOrSaysWhyNot() {
        assumeTrue(memory.isAvailable(), "no native calls on this system");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(2L * Page.SIZE_BYTES, Page.SIZE_BYTES);
            NativeMemory.Outcome outcome = memory.lock(segment);
            assertThat(outcome.done()).isEqualTo(outcome.errno() == 0);
            assertThat(memory.unlock(segment).done()).isTrue();
        }
    }

    @Test
    void whatLiesBehindTheEndOfAMappedFileIsAnErrorAndNoCrash() throws IOException {
        assumeTrue(memory.isAvailable(), "no native calls on this system");
        Path file = Files.write(folder.resolve("file"), new byte[2 * Page.SIZE_BYTES]);
        try (Arena arena = Arena.ofConfined();
                FileChannel channel =
                        FileChannel.open(
                                file,
                                java.nio.file.StandardOpenOption.READ,
                                java.nio.file.StandardOpenOption.WRITE)) {
            MemorySegment segment =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            channel.truncate(100);
            NativeMemory.Outcome outcome = memory.populateForReading(segment);
            assertThat(outcome.done()).isFalse();
            assertThat(outcome.errno()).isPositive();
        }
    }

    @Test
    void argumentsThatCannotBeMeantAreRefused() {
        assumeTrue(memory.isAvailable(), "no native calls on this system");
        MemorySegment freed;
        try (Arena arena = Arena.ofConfined()) {
            freed = arena.allocate(Page.SIZE_BYTES);
            MemorySegment readOnly = freed.asReadOnly();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory.populateForWriting(readOnly));
        }
        assertThatIllegalStateException().isThrownBy(() -> memory.populateForReading(freed));
        MemorySegment heap = MemorySegment.ofArray(new byte[Page.SIZE_BYTES]);
        assertThatIllegalArgumentException().isThrownBy(() -> memory.lock(heap));
    }

    @Test
    void anAddressThatIsNotTheProcesssIsAnErrorAndNoCrash() {
        assumeTrue(memory.isAvailable(), "no native calls on this system");
        assertThat(memory.populateForReading(MemorySegment.ofAddress(1L << 60)).done()).isTrue();
        assertThat(memory.resident(MemorySegment.NULL)).isPresent();
    }

    @Test
    void aSystemWithoutTheCallsIsSaidToBeOne() {
        NativeMemory none = new NativeMemory(false);
        assertThat(none.isAvailable()).isFalse();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(Page.SIZE_BYTES);
            assertThat(none.populateForReading(segment).text()).contains("not available");
            assertThat(none.populateForWriting(segment).done()).isFalse();
            assertThat(none.lock(segment).done()).isFalse();
            assertThat(none.unlock(segment).done()).isFalse();
            assertThat(none.resident(segment)).isEmpty();
        }
    }
}
