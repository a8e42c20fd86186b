// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.bio.Page;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The same layout of memory made for real and in the emulation, and both asked the same questions:
 * how far the kernel gets through a range, what it reads there, and what is in memory afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveKernelTest {

    private static final int LAYOUTS = 400;
    private static final int PAGES = 24;
    private static final int FILE_BYTES = 5 * Page.SIZE_BYTES + 700;

    /**
     * Far below the addresses that the system chooses by itself, which it chooses downwards: so
     * nobody else's memory appears in a hole.
     */
    private static final long PLACE = 0x1000_0000_0000L;

    private static final int MADV_POPULATE_READ = 22;
    private static final int MADV_POPULATE_WRITE = 23;

    private RealMemory real;

    @TempDir Path folder;

    static IntStream seeds() {
        return IntStream.range(0, LAYOUTS);
    }

    /** Skips, and says why, where there is no Linux, or where it does not let a process do this. */
    @BeforeAll
    void askTheSystem() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux"), "the live comparison needs Linux");
        real = new RealMemory();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(Long.BYTES);
            MemorySegment to = arena.allocate(Long.BYTES);
            long moved = real.processVmReadv(to, from.address(), Long.BYTES);
            assumeTrue(moved == Long.BYTES, "process_vm_readv is not allowed here: " + moved);
            long page = arena.allocate(Page.SIZE_BYTES, Page.SIZE_BYTES).address();
            int populated = real.madvise(page, Page.SIZE_BYTES, MADV_POPULATE_READ);
            assumeTrue(populated == 0, "MADV_POPULATE_READ is not available: " + populated);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEmulationAnswersAsTheRunningKernel(int seed) throws IOException {
        Path file = folder.resolve("file");
        if (!Files.exists(file)) {
            byte[] bytes = new byte[FILE_BYTES];
            new Random(1).nextBytes(bytes);
            Files.write(file, bytes);
        }
        try (Layout layout = new Layout(real, Files.readAllBytes(file), file, new Random(seed))) {
            for (int question = 0; question < 12; question++) {
                layout.ask();
            }
        }
    }

    /** A range of addresses with random mappings, twice. */
    private static final class Layout implements AutoCloseable {
        private final UserMemory emulated = UserMemory.create();
        private final List<SharedMemory> files = new ArrayList<>();
        private final Arena arena = Arena.ofConfined();
        private final MemorySegment buffer =
                arena.allocate((long) PAGES * Page.SIZE_BYTES, Page.SIZE_BYTES);
        private final MemorySegment residency = arena.allocate(PAGES);
        private final boolean[] anonymous = new boolean[PAGES];
        private final RealMemory real;
        private final Random random;
        private final byte[] content;
        private final int fd;
        private final long base;

        Layout(RealMemory real, byte[] content, Path file, Random random) {
            this.real = real;
            this.random = random;
            this.content = content;
            this.fd = real.open(arena.allocateFrom(file.toString()), 0);
            assertThat(fd).isNotNegative();
            long bytes = (long) PAGES * Page.SIZE_BYTES;
            int flags = RealMemory.MAP_PRIVATE | RealMemory.MAP_ANONYMOUS;
            base = real.mmap(PLACE, bytes, 0, flags, -1, 0);
            assertThat(base).isEqualTo(PLACE);
            real.munmap(base, bytes);
            for (int page = 0; page < PAGES; ) {
                int pages = Math.min(1 + random.nextInt(5), PAGES - page);
                map(page, pages);
                page += pages;
            }
        }

        private void map(int page, int pages) {
            int prot = random.nextInt(4) == 0 ? 0 : 1 + 2 * random.nextInt(2);
            switch (random.nextInt(5)) {
                case 0 -> {}
                case 1 -> mapFile(page, pages, prot);
                case 2 -> mapShared(page, pages, prot);
                default -> mapAnonymous(page, pages, prot);
            }
        }

        private void mapAnonymous(int page, int pages, int prot) {
            mapReal(page, pages, prot, RealMemory.MAP_PRIVATE | RealMemory.MAP_ANONYMOUS, -1, 0);
            emulated.map().mmap(MapRequest.anonymous(address(page), pages, access(prot)));
            for (int i = page; i < page + pages; i++) {
                anonymous[i] = true;
            }
        }

        private void mapShared(int page, int pages, int prot) {
            mapReal(page, pages, prot, RealMemory.MAP_SHARED | RealMemory.MAP_ANONYMOUS, -1, 0);
            SharedMemory memory =
                    SharedMemory.anonymous(emulated.machine(), (long) pages << Page.SHIFT);
            emulated.map().mmap(MapRequest.sharedOf(memory, address(page), pages, access(prot)));
        }

        private void mapFile(int page, int pages, int prot) {
            long offset = random.nextInt(5);
            mapReal(page, pages, prot, RealMemory.MAP_PRIVATE, fd, offset << Page.SHIFT);
            SharedMemory file = SharedMemory.named(emulated.machine(), content.length);
            files.add(file);
            for (long index = 0; index << Page.SHIFT < content.length; index++) {
                int from = (int) index << Page.SHIFT;
                int length = Math.min(Page.SIZE_BYTES, content.length - from);
                Page cached = file.pageForWriting(index);
                MemorySegment.copy(
                        content, from, cached.memory(), ValueLayout.JAVA_BYTE, 0, length);
                cached.put();
            }
            emulated.map()
                    .mmap(
                            MapRequest.privateOf(file, address(page), pages, access(prot))
                                    .at(offset));
        }

        private void mapReal(int page, int pages, int prot, int flags, int file, long offset) {
            long bytes = (long) pages << Page.SHIFT;
            int all = flags | RealMemory.MAP_FIXED;
            assertThat(real.mmap(address(page), bytes, prot, all, file, offset))
                    .isEqualTo(address(page));
        }

        private long address(int page) {
            return base + ((long) page << Page.SHIFT);
        }

        private static VmFlags access(int prot) {
            VmFlags flags = VmFlags.NONE;
            flags = (prot & RealMemory.PROT_READ) != 0 ? flags.with(VmFlag.READ) : flags;
            return (prot & RealMemory.PROT_WRITE) != 0 ? flags.with(VmFlag.WRITE) : flags;
        }

        /** One question, and afterwards what is in memory. */
        void ask() {
            int page = random.nextInt(PAGES);
            int pages = 1 + random.nextInt(PAGES - page);
            switch (random.nextInt(5)) {
                case 0 -> read(page, pages);
                case 1 -> write(page, pages);
                case 2 -> populate(page, pages, false);
                case 3 -> populate(page, pages, true);
                default -> forget(page, Math.min(pages, 3));
            }
            for (int i = 0; i < PAGES; i++) {
                compareResidency(i);
            }
        }

        private void read(int page, int pages) {
            long bytes = (long) pages << Page.SHIFT;
            List<Page> pinned = new ArrayList<>();
            long expected = real.processVmReadv(buffer, address(page), bytes);
            long got = remote(page, pages, FollowFlags.NONE, pinned);
            assertThat(got).as("read of %d pages at %d", pages, page).isEqualTo(expected);
            for (int i = 0; i < pinned.size(); i++) {
                MemorySegment kernels = buffer.asSlice((long) i << Page.SHIFT, Page.SIZE_BYTES);
                assertThat(pinned.get(i).memory().mismatch(kernels)).isEqualTo(-1);
            }
            UserMemory.put(pinned);
        }

        private void write(int page, int pages) {
            long bytes = (long) pages << Page.SHIFT;
            for (long at = 0; at < bytes; at += Long.BYTES) {
                buffer.set(ValueLayout.JAVA_LONG, at, random.nextLong());
            }
            List<Page> pinned = new ArrayList<>();
            long expected = real.processVmWritev(buffer, address(page), bytes);
            long got = remote(page, pages, FollowFlags.of(FollowFlag.WRITE), pinned);
            assertThat(got).as("write of %d pages at %d", pages, page).isEqualTo(expected);
            for (int i = 0; i < pinned.size(); i++) {
                pinned.get(i)
                        .memory()
                        .copyFrom(buffer.asSlice((long) i << Page.SHIFT, Page.SIZE_BYTES));
                pinned.get(i).setDirty();
            }
            UserMemory.put(pinned);
        }

        /** The bytes that would be moved, or the error. */
        private long remote(int page, int pages, FollowFlags flags, List<Page> pinned) {
            Gup gup = Gup.of(address(page), pages).with(flags).pages(pinned);
            long result = emulated.locked(() -> emulated.userPages().getUserPagesRemote(gup));
            return result < 0 ? result : result << Page.SHIFT;
        }

        private void populate(int page, int pages, boolean write) {
            int advice = write ? MADV_POPULATE_WRITE : MADV_POPULATE_READ;
            int result = real.madvise(address(page), (long) pages << Page.SHIFT, advice);
            assertThat(emulatedPopulate(page, pages, write))
                    .as("populate %d pages at %d", pages, page)
                    .isEqualTo(result == 0);
        }

        /** Whether all pages can be brought in; those before the first that cannot are. */
        private boolean emulatedPopulate(int page, int pages, boolean write) {
            FollowFlags flags = FollowFlags.of(FollowFlag.TOUCH);
            Gup gup =
                    Gup.of(address(page), pages).with(write ? flags.with(FollowFlag.WRITE) : flags);
            return emulated.walk(gup) == pages;
        }

        private void forget(int page, int pages) {
            long bytes = (long) pages << Page.SHIFT;
            int expected = real.madvise(address(page), bytes, 4);
            assertThat(
                            new MadviseCall(emulated.map())
                                    .madvise(address(page), pages, MadviseAdvice.DONTNEED))
                    .isEqualTo(expected);
        }

        /** Private anonymous memory is in exactly where there is an entry. */
        private void compareResidency(int page) {
            int result = real.mincore(address(page), Page.SIZE_BYTES, residency);
            boolean mapped = emulated.map().lookup(address(page)).isPresent();
            assertThat(mapped).as("page %d is mapped", page).isEqualTo(result == 0);
            if (mapped && anonymous[page]) {
                boolean in = (residency.get(ValueLayout.JAVA_BYTE, 0) & 1) != 0;
                assertThat(emulated.map().entry(address(page)) != Pte.None.NONE)
                        .as("page %d is in memory", page)
                        .isEqualTo(in);
            }
        }

        @Override
        public void close() {
            real.munmap(base, (long) PAGES * Page.SIZE_BYTES);
            real.close(fd);
            emulated.map().close();
            files.forEach(SharedMemory::close);
            emulated.close();
            arena.close();
        }
    }
}
