// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static ext2cat.mm.UserMemory.READ;
import static ext2cat.mm.UserMemory.READ_WRITE;
import static ext2cat.mm.UserMemory.address;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that pin, fault, protect, fork, unmap and release the same memory at once. Each word that
 * is ever written says to which page it belongs, so a page with another's bytes is noticed.
 */
final class StressTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 6000;
    private static final int PAGES = 32;
    private static final long MARK = 0x5a5a_0000_0000L;

    private static long wordOf(long page) {
        return MARK | page;
    }

    @Test
    @Timeout(120)
    void noPageHasAnothersBytesAndEveryCountIsBackAtZero() throws Exception {
        try (UserMemory memory = UserMemory.create()) {
            SharedMemory shared =
                    SharedMemory.named(memory.machine(), (long) PAGES * Page.SIZE_BYTES);
            memory.anonymous(0, PAGES, READ_WRITE);
            mapShared(memory, shared);
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                List<Future<Integer>> workers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    int seed = i;
                    Callable<Integer> work = () -> work(memory, shared, new Random(seed));
                    workers.add(threads.submit(work));
                }
                for (Future<Integer> worker : workers) {
                    assertThat(worker.get()).as("pages pinned by one thread").isPositive();
                }
            }
            memory.map().close();
            shared.close();
        }
    }

    private static void mapShared(UserMemory memory, SharedMemory shared) {
        memory.map().mmap(MapRequest.sharedOf(shared, address(PAGES), PAGES, READ_WRITE));
    }

    private static int work(UserMemory memory, SharedMemory shared, Random random) {
        int pinned = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int page = random.nextInt(2 * PAGES);
            int pages = 1 + random.nextInt(6);
            switch (random.nextInt(16)) {
                case 0 -> memory.map().munmap(address(page), pages);
                case 1 -> memory.anonymous(random.nextInt(PAGES), 1, READ_WRITE);
                case 2 -> new MprotectCall(memory.map()).mprotect(address(page), pages, READ);
                case 3 -> new MprotectCall(memory.map()).mprotect(address(page), pages, READ_WRITE);
                case 4 ->
                        new MadviseCall(memory.map())
                                .madvise(address(page), pages, MadviseAdvice.DONTNEED);
                case 5 -> forkAndExit(memory, page);
                case 6 -> shared.punch(random.nextInt(PAGES), PAGES);
                case 7 -> mapShared(memory, shared);
                case 8, 9, 10 -> memory.store(page, wordOf(page));
                default -> pinned += pinAndCheck(memory, page, pages, random.nextBoolean());
            }
        }
        return pinned;
    }

    private static void forkAndExit(UserMemory memory, int page) {
        try (MemoryMap child = new ForkCall(memory.map()).fork()) {
            UserPages userPages = new UserPages(child, new Task());
            List<Page> pages = new ArrayList<>();
            userPages.getUserPagesFast(Gup.of(address(page), 2).pages(pages));
            check(pages, page);
            UserMemory.put(pages);
        }
    }

    private static int pinAndCheck(UserMemory memory, int page, int pages, boolean write) {
        List<Page> pinned = new ArrayList<>();
        Gup gup = Gup.of(address(page), pages).pages(pinned);
        gup = write ? gup.with(FollowFlag.WRITE) : gup;
        long result = memory.userPages().getUserPagesFast(gup);
        assertThat(Math.max(0, result)).isEqualTo(pinned.size());
        check(pinned, page);
        for (int i = 0; write && i < pinned.size(); i++) {
            pinned.get(i).memory().set(ValueLayout.JAVA_LONG, 0, wordOf(page + i));
            pinned.get(i).setDirty();
        }
        int count = pinned.size();
        UserMemory.put(pinned);
        return count;
    }

    private static void check(List<Page> pinned, int firstPage) {
        for (int i = 0; i < pinned.size(); i++) {
            assertThat(UserMemory.valueOf(pinned.get(i)))
                    .as("page %d", firstPage + i)
                    .isIn(0L, wordOf(firstPage + i));
        }
    }
}
