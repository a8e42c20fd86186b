// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static ext2cat.mm.UserMemory.READ;
import static ext2cat.mm.UserMemory.READ_WRITE;
import static ext2cat.mm.UserMemory.address;
import static ext2cat.mm.UserMemory.put;
import static ext2cat.mm.UserMemory.valueOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.host.Errno;

import org.junit.jupiter.api.Test;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** The sentences of __get_user_pages(9). */
final class ManualPageTest {

    private final List<Page> pages = new ArrayList<>();

    @Test
    void pagesMayBeAbsentIfTheyAreOnlyToBeFaultedIn() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 2, READ_WRITE);
            assertThat(memory.walk(Gup.of(address(0), 2).with(FollowFlag.WRITE))).isEqualTo(2);
            assertThat(memory.map().entry(address(1))).isInstanceOf(Pte.Mapped.class);
            assertThat(memory.machine().frames().pagesInUse()).isEqualTo(2);
        }
    }

    @Test
    void areasAreGivenForEachPageOrNotAtAll() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ);
            memory.anonymous(1, 2, READ_WRITE);
            List<VmArea> areas = new ArrayList<>();
            assertThat(memory.walk(Gup.of(address(0), 3).areas(areas))).isEqualTo(3);
            assertThat(areas)
                    .extracting(VmArea::startAddress)
                    .containsExactly(address(0), address(1), address(1));
        }
    }

    @Test
    void fewerPagesThanRequestedAreReturnedWhenSomethingStopsTheWalk() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 2, READ_WRITE);
            assertThat(memory.walk(Gup.of(address(0), 5).pages(pages))).isEqualTo(2);
            assertThat(pages).hasSize(2);
            put(pages);
        }
    }

    @Test
    void noPagesAreRequestedAndNoneReturned() {
        try (UserMemory memory = UserMemory.create()) {
            assertThat(memory.walk(Gup.of(address(0), 0).pages(pages))).isZero();
        }
    }

    @Test
    void aNegativeNumberGivesNoneWhereTheManualIsFollowed() {
        try (UserMemory memory = UserMemory.of(KernelModel.MANUAL)) {
            memory.anonymous(0, 2, READ_WRITE);
            assertThat(memory.walk(Gup.of(address(0), -3).pages(pages))).isZero();
        }
    }

    @Test
    void anErrorIsReturnedIfNoPagesWerePinned() {
        try (UserMemory memory = UserMemory.create()) {
            assertThat(memory.walk(Gup.of(address(0), 1).pages(pages)))
                    .isEqualTo(Errno.EFAULT.result());
        }
    }

    @Test
    void eachPageMustBeReleased() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            memory.walk(Gup.of(address(0), 1).with(FollowFlag.WRITE).pages(pages));
            memory.map().munmap(address(0), 1);
            assertThat(memory.machine().frames().pagesInUse()).isOne();
            put(pages);
            assertThat(memory.machine().frames().pagesInUse()).isZero();
        }
    }

    @Test
    void theLockMustBeHeldForReadOrWrite() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            Gup gup = Gup.of(address(0), 1);
            assertThatIllegalStateException()
                    .isThrownBy(() -> memory.userPages().walk(gup))
                    .withMessageContaining("lock");
            assertThat(memory.walk(gup)).isOne();
            memory.map().mmapLock().lockWrite();
            assertThat(memory.userPages().walk(gup)).isOne();
            memory.map().mmapLock().unlockWrite();
        }
    }

    @Test
    void thePageIsTheOneThatAUsersAccessWouldFind() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            memory.store(0, 42);
            memory.walk(Gup.of(address(0), 1).pages(pages));
            assertThat(valueOf(pages.getFirst())).isEqualTo(42);
            memory.store(0, 43);
            assertThat(valueOf(pages.getFirst())).isEqualTo(43);
            put(pages);
        }
    }

    @Test
    void thereMayBeACompletelyDifferentPageLater() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            memory.store(0, 42);
            memory.walk(Gup.of(address(0), 1).pages(pages));
            new MadviseCall(memory.map()).madvise(address(0), 1, MadviseAdvice.DONTNEED);
            assertThat(memory.load(0)).isZero();
            assertThat(valueOf(pages.getFirst())).isEqualTo(42);
            put(pages);
        }
    }

    @Test
    void thePageMustNotBeWrittenToWithoutWrite() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            memory.load(0);
            try (PinnedPages pinned = memory.userPages().pin(address(0), 1, false)) {
                assertThat(pinned.readable(0).isReadOnly()).isTrue();
            }
        }
    }

    @Test
    void aPageThatWasWrittenToIsSetDirtyBeforeItIsReleased() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 2, READ_WRITE);
            memory.walk(Gup.of(address(0), 2).with(FollowFlag.WRITE).pages(pages));
            try (PinnedPages pinned = memory.userPages().pin(address(0), 2, true)) {
                pinned.writable(1).set(ValueLayout.JAVA_LONG, 0, 7);
            }
            assertThat(pages.get(0).is(PageFlag.DIRTY)).isFalse();
            assertThat(pages.get(1).is(PageFlag.DIRTY)).isTrue();
            assertThat(memory.load(1)).isEqualTo(7);
            put(pages);
        }
    }
}
