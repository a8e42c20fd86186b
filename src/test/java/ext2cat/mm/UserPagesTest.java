// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static ext2cat.mm.UserMemory.READ;
import static ext2cat.mm.UserMemory.READ_WRITE;
import static ext2cat.mm.UserMemory.address;
import static ext2cat.mm.UserMemory.put;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ext2cat.bio.Page;
import ext2cat.host.Errno;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class UserPagesTest {

    private final List<Page> pages = new ArrayList<>();

    @Test
    void aModelIsFoundByItsNameAndHasTheFlagsOfItsKernel() {
        assertThat(KernelModel.named("6.1")).contains(KernelModel.LINUX_6_1);
        assertThat(KernelModel.named("2.4")).isEmpty();
        FlagTable old = KernelModel.LINUX_3_10.policies().flagTable();
        FlagTable recent = KernelModel.LINUX_6_1.policies().flagTable();
        assertThat(old.flags()).contains(FollowFlag.MLOCK, FollowFlag.SPLIT, FollowFlag.NUMA);
        assertThat(recent.flags())
                .contains(FollowFlag.NOFAULT, FollowFlag.TRIED, FollowFlag.ANON)
                .doesNotContain(FollowFlag.MLOCK, FollowFlag.SPLIT);
        FollowFlags write = FollowFlags.of(FollowFlag.WRITE);
        assertThat(recent.add(FollowFlag.TRIED, write).has(FollowFlag.TRIED)).isTrue();
        assertThat(old.add(FollowFlag.TRIED, write)).isEqualTo(write);
    }

    @Test
    void flagsThatDoNotExistAreRefusedByName() {
        try (UserMemory memory = UserMemory.of(KernelModel.LINUX_3_10)) {
            memory.anonymous(0, 1, READ_WRITE);
            Gup gup = Gup.of(address(0), 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory.walk(gup.with(FollowFlag.NOFAULT)))
                    .withMessageContaining("FOLL_NOFAULT");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory.walk(gup.with(FollowFlag.PIN)))
                    .withMessageContaining("FOLL_PIN");
            Gup without =
                    gup.with(
                            FollowFlag.SPLIT,
                            FollowFlag.NUMA,
                            FollowFlag.HWPOISON,
                            FollowFlag.MIGRATION);
            assertThat(memory.walk(without)).isOne();
        }
    }

    @Test
    void getGoesWithAnArrayForThePages() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory.walk(Gup.of(address(0), 1).with(FollowFlag.GET)))
                    .withMessageContaining("FOLL_GET");
        }
    }

    @Test
    void aFatalSignalEndsTheWalkWithTheKernelsError() {
        checkSignal(KernelModel.LINUX_6_1, Errno.EINTR);
        checkSignal(KernelModel.LINUX_3_10, Errno.ERESTARTSYS);
    }

    private static void checkSignal(KernelModel model, Errno expected) {
        try (UserMemory memory = UserMemory.of(model)) {
            memory.anonymous(0, 1, READ_WRITE);
            memory.task().kill();
            assertThat(memory.walk(Gup.of(address(0), 1))).isEqualTo(expected.result());
        }
    }

    @Test
    void faultsAreChargedToWhoCallsOrToWhomTheCallerNames() {
        Task named = new Task();
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 3, READ_WRITE);
            memory.walk(Gup.of(address(0), 3).chargedTo(named));
            assertThat(memory.task().minorFaults()).isEqualTo(3);
            assertThat(named.minorFaults()).isZero();
        }
        try (UserMemory memory = UserMemory.of(KernelModel.LINUX_3_10)) {
            memory.anonymous(0, 3, READ_WRITE);
            memory.walk(Gup.of(address(0), 2).chargedTo(named));
            memory.walk(Gup.of(address(2), 1));
            assertThat(memory.task().minorFaults()).isZero();
            assertThat(named.minorFaults()).isEqualTo(2);
        }
    }

    @Test
    void areasTogetherWithLeaveToDropTheLockAreRefusedByTheWrappersOf61() {
        List<VmArea> areas = new ArrayList<>();
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    memory.userPages()
                                            .getUserPagesUnlocked(
                                                    Gup.of(address(0), 1).areas(areas)));
        }
        try (UserMemory memory = UserMemory.of(KernelModel.LINUX_3_10)) {
            memory.anonymous(0, 1, READ_WRITE);
            assertThat(memory.userPages().getUserPagesUnlocked(Gup.of(address(0), 1).areas(areas)))
                    .isOne();
            assertThat(areas).hasSize(1);
        }
    }

    @Test
    void touchMarksThePageAsUsed() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            memory.walk(Gup.of(address(0), 1).with(FollowFlag.WRITE).pages(pages));
            assertThat(pages.getFirst().is(ext2cat.bio.PageFlag.REFERENCED)).isFalse();
            memory.locked(() -> memory.userPages().getUserPages(Gup.of(address(0), 1)));
            assertThat(pages.getFirst().is(ext2cat.bio.PageFlag.REFERENCED)).isTrue();
            put(pages);
        }
    }

    @Test
    void theUnlockedCallTakesTheLockAndGivesItBack() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 2, READ_WRITE);
            memory.anonymous(2, 1, READ);
            Gup write = Gup.of(address(0), 3).with(FollowFlag.WRITE).pages(pages);
            assertThat(memory.userPages().getUserPagesUnlocked(write)).isEqualTo(2);
            assertThat(memory.map().mmapLock().isHeldForReading()).isFalse();
            put(pages);
        }
    }

    @Test
    void theRemoteCallGoesOnAfterItHadToDropTheLock() {
        try (UserMemory memory = UserMemory.create()) {
            SharedMemory shared = SharedMemory.anonymous(memory.machine(), 3L << Page.SHIFT);
            memory.map().mmap(MapRequest.sharedOf(shared, address(0), 3, READ_WRITE));
            Nonblocking locked = new Nonblocking();
            memory.map().mmapLock().lockRead();
            long result =
                    memory.userPages()
                            .getUserPagesRemote(
                                    Gup.of(address(0), 3)
                                            .with(FollowFlag.WRITE)
                                            .pages(pages)
                                            .nonblocking(locked));
            assertThat(result).isEqualTo(3);
            assertThat(locked.isSet()).isFalse();
            assertThat(memory.map().mmapLock().isHeldForReading()).isFalse();
            put(pages);
        }
    }

    @Test
    void theFastCallTakesFlagsOfItsOwnOnly() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 2, READ_WRITE);
            memory.store(0, 1);
            UserPages userPages = memory.userPages();
            assertThat(userPages.getUserPagesFast(Gup.of(address(0), 2).pages(pages))).isEqualTo(2);
            assertThat(userPages.getUserPagesFast(Gup.of(address(0), 1).with(FollowFlag.NOWAIT)))
                    .isEqualTo(Errno.EINVAL.result());
            put(pages);
        }
    }

    @Test
    void aMappingOverAnotherTakesItsPlace() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 4, READ_WRITE);
            memory.store(1, 7);
            memory.anonymous(1, 2, READ);
            assertThat(memory.map().areaSnapshot())
                    .extracting(VmArea::startAddress)
                    .containsExactly(address(0), address(1), address(3));
            assertThat(memory.load(1)).isZero();
            new MprotectCall(memory.map()).mprotect(address(1), 2, READ_WRITE);
            assertThat(memory.map().areaSnapshot()).hasSize(1);
        }
    }
}
