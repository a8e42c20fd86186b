// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/**
 * The memory that pages are made of (the page allocator): hands out frames and takes them back when
 * the last reference to their page goes.
 *
 * <p>The frames lie in slabs of one arena, which belongs to this object and lives until {@link
 * #close}. {@link #pagesInUse} says how many pages are out; a test that ends with another number
 * than it began with has leaked.
 */
public final class PageFrames implements AutoCloseable {

    static final PageOwner NOBODY = new PageOwner() {};
    static final PageOwner FORMER = new PageOwner() {};

    private static final int SLAB_PAGES = 64;

    private final Arena arena = Arena.ofShared();
    private final ArrayDeque<MemorySegment> free = new ArrayDeque<>();
    private final Page zeroPage;
    private long pagesInUse;

    /** Frames of which none is in use. */
    public PageFrames() {
        zeroPage = new Page(this, arena.allocate(Page.SIZE_BYTES, Page.SIZE_BYTES).asReadOnly());
        zeroPage.set(PageFlag.UPTODATE);
    }

    /** {@return a page of its own whose bytes are all zero, with one reference} */
    public Page allocateZeroed() {
        Page page = allocate();
        page.memory().fill((byte) 0);
        return page;
    }

    /**
     * {@return a page of its own with a copy of the bytes of {@code from}, zero after them, and one
     * reference}
     *
     * @param from at most one page of bytes
     */
    public Page allocateCopy(MemorySegment from) {
        Page page = allocate();
        page.memory().copyFrom(from);
        page.memory().asSlice(from.byteSize()).fill((byte) 0);
        return page;
    }

    /**
     * {@return a page over memory that somebody else owns, with one reference: the caller's mapped
     * buffer, or a slice of the mapped image} The memory must live for as long as the page is used.
     *
     * @param memory {@link Page#SIZE_BYTES} long, or less at the end of what somebody owns
     */
    public Page adopt(MemorySegment memory) {
        if (memory.byteSize() > Page.SIZE_BYTES) {
            throw new IllegalArgumentException("a page of " + memory.byteSize() + " bytes");
        }
        synchronized (free) {
            pagesInUse++;
        }
        Page page = new Page(this, memory);
        page.set(PageFlag.UPTODATE);
        return page;
    }

    /**
     * {@return the shared zero page (ZERO_PAGE): all zero, read-only, never freed} References are
     * counted as for any page.
     */
    public Page zeroPage() {
        return zeroPage;
    }

    /**
     * {@return how many pages have been handed out and not come back; the zero page is not counted}
     */
    public long pagesInUse() {
        synchronized (free) {
            return pagesInUse;
        }
    }

    private Page allocate() {
        MemorySegment frame;
        synchronized (free) {
            if (free.isEmpty()) {
                addSlab();
            }
            frame = free.pop();
            pagesInUse++;
        }
        return new Page(this, frame);
    }

    private void addSlab() {
        MemorySegment slab = arena.allocate((long) SLAB_PAGES * Page.SIZE_BYTES, Page.SIZE_BYTES);
        for (int i = SLAB_PAGES - 1; i >= 0; i--) {
            free.push(slab.asSlice((long) i * Page.SIZE_BYTES, Page.SIZE_BYTES));
        }
    }

    void free(Page page) {
        if (page == zeroPage) {
            throw new IllegalStateException("put of the last reference to the zero page");
        }
        synchronized (free) {
            pagesInUse--;
            if (page.memory().scope().equals(arena.scope())) {
                free.push(page.memory());
            }
        }
    }

    /** Gives all frames back; pages that are still in use have no memory any more. */
    @Override
    public void close() {
        arena.close();
    }
}
