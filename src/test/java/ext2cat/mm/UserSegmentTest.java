// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ext2cat.bio.Page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

final class UserSegmentTest {

    @TempDir Path folder;

    @Test
    void whatIsWrittenToAPinnedPageIsInTheMappedFile() throws IOException {
        Path file = folder.resolve("buffer");
        Files.write(file, new byte[3 * Page.SIZE_BYTES]);
        try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined();
                UserMemory memory = UserMemory.create()) {
            MemorySegment segment =
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
            UserSegment user = new UserSegment(memory.machine(), segment);
            assertThat(user.map(memory.map())).isEqualTo(segment.address());
            long second = segment.address() + Page.SIZE_BYTES;
            try (PinnedPages pinned = memory.userPages().pin(second, 2, true)) {
                pinned.writable(0).set(ValueLayout.JAVA_LONG, 16, 42);
            }
            assertThat(segment.get(ValueLayout.JAVA_LONG, Page.SIZE_BYTES + 16)).isEqualTo(42);
        }
    }

    @Test
    void aReadOnlySegmentCannotBePinnedToBeWritten() {
        try (Arena arena = Arena.ofConfined();
                UserMemory memory = UserMemory.create()) {
            MemorySegment segment = arena.allocate(Page.SIZE_BYTES, Page.SIZE_BYTES).asReadOnly();
            new UserSegment(memory.machine(), segment).map(memory.map());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory.userPages().pin(segment.address(), 1, true))
                    .withMessageContaining("EFAULT");
            try (PinnedPages pinned = memory.userPages().pin(segment.address(), 1, false)) {
                assertThat(pinned.count()).isOne();
            }
        }
    }

    @Test
    void theLastPageIsNoLongerThanTheSegment() {
        try (Arena arena = Arena.ofConfined();
                UserMemory memory = UserMemory.create()) {
            MemorySegment segment = arena.allocate(Page.SIZE_BYTES + 100, Page.SIZE_BYTES);
            new UserSegment(memory.machine(), segment).map(memory.map());
            try (PinnedPages pinned = memory.userPages().pin(segment.address(), 5, true)) {
                assertThat(pinned.count()).isEqualTo(2);
                assertThat(pinned.writable(1).byteSize()).isEqualTo(100);
            }
        }
    }

    @Test
    void memoryThatDoesNotBeginAtAPageIsRefused() {
        try (Arena arena = Arena.ofConfined();
                UserMemory memory = UserMemory.create()) {
            MemorySegment segment = arena.allocate(2 * Page.SIZE_BYTES, Page.SIZE_BYTES);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new UserSegment(memory.machine(), segment.asSlice(8)));
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    new UserSegment(
                                            memory.machine(),
                                            MemorySegment.ofArray(new byte[Page.SIZE_BYTES])));
        }
    }
}
