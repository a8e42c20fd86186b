// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pages that stay until they are closed: what {@link UserPages#pin} gives to a Java caller. Whoever
 * writes cannot forget to set a page dirty, nobody can write to a page that was pinned to be read,
 * and the segments that are handed out end with the pin.
 *
 * <p>For use by the thread that pinned them.
 */
public final class PinnedPages implements AutoCloseable {

    private final Pin pin;

    PinnedPages(List<Page> pages, boolean forWriting) {
        this.pin = new Pin(List.copyOf(pages), forWriting, new boolean[pages.size()]);
    }

    /** What is pinned, apart from the object that a caller may forget to close. */
    static final class Pin {
        private final List<Page> pages;
        private final boolean forWriting;
        private final boolean[] written;
        private Optional<Arena> arena = Optional.empty();
        private volatile boolean released;

        private Pin(List<Page> pages, boolean forWriting, boolean[] written) {
            this.pages = pages;
            this.forWriting = forWriting;
            this.written = written;
        }

        boolean isReleased() {
            return released;
        }

        private MemorySegment segment(int i) {
            return segment(i, pages.get(i).memory().byteSize());
        }

        @SuppressWarnings("restricted")
        private MemorySegment segment(int i, long sizeBytes) {
            if (released) {
                throw new IllegalStateException("pages are released");
            }
            if (arena.isEmpty()) {
                arena = Optional.of(Arena.ofConfined());
            }
            MemorySegment memory = pages.get(i).memory();
            // The same bytes with the lifetime of the pin: no larger than what the page owns, and
            // those after it that are pinned with it.
            return memory.reinterpret(sizeBytes, arena.get(), segment -> {});
        }

        private void release() {
            if (released) {
                throw new IllegalStateException("pages are released already");
            }
            released = true;
            arena.ifPresent(Arena::close);
            for (int i = 0; i < written.length; i++) {
                if (written[i]) {
                    pages.get(i).setDirty();
                }
                pages.get(i).put();
            }
        }
    }

    /** {@return how many pages are pinned} */
    public int count() {
        return pin.pages.size();
    }

    /**
     * {@return the bytes of a page, to be read}
     *
     * @param i which of the pages, from 0
     * @throws IllegalStateException after release
     */
    public MemorySegment readable(int i) {
        return pin.segment(i).asReadOnly();
    }

    /**
     * {@return the bytes of a page, to be written; the page will be set dirty at release}
     *
     * @param i which of the pages, from 0
     * @throws IllegalStateException after release
     * @throws UnsupportedOperationException if the pages were pinned to be read
     */
    public MemorySegment writable(int i) {
        MemorySegment segment = pin.segment(i);
        if (!pin.forWriting) {
            throw new UnsupportedOperationException("page was pinned without FOLL_WRITE");
        }
        pin.written[i] = true;
        return segment;
    }

    /**
     * {@return the bytes of all pages, to be written, in their order: pages whose memory is
     * adjacent are one segment} All of them will be set dirty at release.
     *
     * @throws IllegalStateException after release
     * @throws UnsupportedOperationException if the pages were pinned to be read
     */
    public List<MemorySegment> writableRuns() {
        List<MemorySegment> runs = new ArrayList<>();
        int first = 0;
        while (first < count()) {
            MemorySegment memory = writable(first);
            long sizeBytes = memory.byteSize();
            int next = first + 1;
            while (next < count()
                    && pin.pages.get(next).memory().address() == memory.address() + sizeBytes) {
                sizeBytes += pin.pages.get(next).memory().byteSize();
                pin.written[next] = true;
                next++;
            }
            runs.add(pin.segment(first, sizeBytes));
            first = next;
        }
        return runs;
    }

    Pin state() {
        return pin;
    }

    /**
     * Releases the pages: those that were written to are set dirty, then all references are put.
     *
     * @throws IllegalStateException if they are released already
     */
    @Override
    public void close() {
        pin.release();
    }
}
