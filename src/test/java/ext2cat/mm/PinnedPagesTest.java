// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static ext2cat.mm.UserMemory.READ_WRITE;
import static ext2cat.mm.UserMemory.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

final class PinnedPagesTest {

    @Test
    void aSecondReleaseIsAnError() {
        try (UserMemory memory = pinnable()) {
            PinnedPages pinned = memory.userPages().pin(address(0), 2, true);
            pinned.close();
            assertThatIllegalStateException().isThrownBy(pinned::close);
        }
    }

    @Test
    void aSegmentEndsWithItsPin() {
        try (UserMemory memory = pinnable()) {
            PinnedPages pinned = memory.userPages().pin(address(0), 2, true);
            MemorySegment segment = pinned.writable(1);
            segment.set(ValueLayout.JAVA_LONG, 8, 5);
            pinned.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> segment.get(ValueLayout.JAVA_LONG, 8));
            assertThatIllegalStateException().isThrownBy(() -> pinned.readable(0));
        }
    }

    @Test
    void aPagePinnedToBeReadCannotBeWrittenTo() {
        try (UserMemory memory = pinnable();
                PinnedPages pinned = memory.userPages().pin(address(0), 1, false)) {
            assertThatThrownBy(() -> pinned.writable(0))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> pinned.readable(0).set(ValueLayout.JAVA_LONG, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void fewerPagesThanAskedForArePinnedAtTheEndOfAMapping() {
        try (UserMemory memory = pinnable();
                PinnedPages pinned = memory.userPages().pin(address(1), 9, false)) {
            assertThat(pinned.count()).isOne();
        }
    }

    @Test
    void nothingToPinIsAnErrorThatNamesTheReason() {
        try (UserMemory memory = pinnable()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory.userPages().pin(address(7), 1, false))
                    .withMessageContaining("EFAULT");
        }
    }

    @Test
    void aForgottenPinIsDetected() {
        List<String> leaks = new CopyOnWriteArrayList<>();
        Cleaner cleaner = Cleaner.create();
        UserMemory memory = pinnable();
        watch(cleaner, memory.userPages().pin(address(0), 1, true), "forgotten", leaks);
        PinnedPages released = memory.userPages().pin(address(0), 1, true);
        watch(cleaner, released, "released", leaks);
        released.close();
        for (int i = 0; i < 1000 && leaks.isEmpty(); i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(leaks).containsExactly("forgotten");
        memory.map().close();
        assertThat(memory.machine().frames().pagesInUse()).isOne();
    }

    private static void watch(
            Cleaner cleaner, PinnedPages pinned, String name, List<String> leaks) {
        PinnedPages.Pin pin = pinned.state();
        cleaner.register(
                pinned,
                () -> {
                    if (!pin.isReleased()) {
                        leaks.add(name);
                    }
                });
    }

    private static UserMemory pinnable() {
        UserMemory memory = UserMemory.create();
        memory.anonymous(0, 2, READ_WRITE);
        return memory;
    }
}
