// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import ext2cat.bio.Page;
import ext2cat.mm.FollowFlag;
import ext2cat.mm.Gup;
import ext2cat.mm.KernelModel;
import ext2cat.mm.Machine;
import ext2cat.mm.MemoryMap;
import ext2cat.mm.PinnedPages;
import ext2cat.mm.Task;
import ext2cat.mm.UserPages;
import ext2cat.mm.UserSegment;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to pin a page of user memory that is resident, and to release it, in runs of 4 MiB.
 * Beside it stand the two atomic additions to the page's reference count, some 5 ns each.
 */
public class PinBenchmark extends ShortBenchmark {

    private static final int PAGES = 1024;

    private final List<Page> pages = new ArrayList<>(PAGES);
    private Arena arena;
    private Machine machine;
    private MemoryMap map;
    private UserPages user;
    private long address;

    /** Maps 4 MiB and touches them. */
    @Setup
    public void map() {
        arena = Arena.ofConfined();
        MemorySegment memory = arena.allocate((long) PAGES * Page.SIZE_BYTES, Page.SIZE_BYTES);
        machine = new Machine(KernelModel.LINUX_6_1);
        map = new MemoryMap(machine);
        new UserSegment(machine, memory).map(map);
        user = new UserPages(map, new Task());
        address = memory.address();
        pinForWriting();
    }

    /** Gives everything back. */
    @TearDown
    public void unmap() {
        map.close();
        machine.close();
        arena.close();
    }

    /** get_user_pages under the lock, and put_page; the time is that of a page. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long getUserPages() {
        long pinned = user.getUserPagesUnlocked(gup());
        putAll();
        return pinned;
    }

    /** get_user_pages_fast, which takes no lock, and put_page. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long getUserPagesFast() {
        long pinned = user.getUserPagesFast(gup());
        putAll();
        return pinned;
    }

    /** What a Java caller has: a pin that is closed. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public int pinForWriting() {
        try (PinnedPages pinned = user.pin(address, PAGES, true)) {
            return pinned.count();
        }
    }

    private Gup gup() {
        return Gup.of(address, PAGES).pages(pages).with(FollowFlag.WRITE);
    }

    private void putAll() {
        for (Page page : pages) {
            page.put();
        }
        pages.clear();
    }
}
