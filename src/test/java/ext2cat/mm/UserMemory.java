// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Page;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.LongSupplier;

/** A process with one address space on a machine of its own; all memory must be back at the end. */
record UserMemory(Machine machine, MemoryMap map, Task task) implements AutoCloseable {

    static final long BASE = 0x10_0000_0000L;
    static final VmFlags READ = VmFlags.of(VmFlag.READ);
    static final VmFlags READ_WRITE = VmFlags.of(VmFlag.READ, VmFlag.WRITE);

    static UserMemory of(KernelModel model) {
        Machine machine = new Machine(model);
        return new UserMemory(machine, new MemoryMap(machine), new Task());
    }

    static UserMemory create() {
        return of(KernelModel.LINUX_6_1);
    }

    static long address(long page) {
        return BASE + (page << Page.SHIFT);
    }

    /** Maps private anonymous memory at {@code page}. */
    void anonymous(long page, long pages, VmFlags access) {
        map.mmap(MapRequest.anonymous(address(page), pages, access));
    }

    UserPages userPages() {
        return new UserPages(map, task);
    }

    /** Walks with the lock held for reading; it must be held afterwards. */
    long walk(Gup gup) {
        return locked(() -> userPages().walk(gup));
    }

    long locked(LongSupplier call) {
        map.mmapLock().lockRead();
        try {
            return call.getAsLong();
        } finally {
            map.mmapLock().unlockRead();
        }
    }

    UserAccess.Result store(long page, long value) {
        MemorySegment bytes = MemorySegment.ofArray(new long[] {value});
        return new UserAccess(map, task).store(address(page), bytes);
    }

    /** The user's value, which must be readable. */
    long load(long page) {
        MemorySegment bytes = MemorySegment.ofArray(new long[1]);
        assertThat(new UserAccess(map, task).load(address(page), bytes))
                .isEqualTo(UserAccess.Result.OK);
        return bytes.get(ValueLayout.JAVA_LONG, 0);
    }

    static long valueOf(Page page) {
        return page.memory().get(ValueLayout.JAVA_LONG, 0);
    }

    static void put(List<Page> pages) {
        pages.forEach(Page::put);
        pages.clear();
    }

    @Override
    public void close() {
        map.close();
        assertThat(machine.frames().pagesInUse()).as("pages in use at the end").isZero();
        assertThat(machine.zeroPage().refCount()).as("references to the zero page").isOne();
        machine.close();
    }
}
