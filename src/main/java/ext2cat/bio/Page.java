// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * 4096 bytes of real memory outside the Java heap, and what is known about them (struct page).
 *
 * <p>A page is born with one reference, which belongs to the caller that asked for it. {@link #get}
 * takes one more, {@link #put} gives one back, and with the last one the memory goes back to the
 * {@link PageFrames} it came from. A frame that is handed out again is another {@code Page}, so
 * identity of the object is identity of the page. All methods may be called by any thread.
 */
public final class Page {

    /** The size of every page. */
    public static final int SIZE_BYTES = 4096;

    /** The binary logarithm of the size. */
    public static final int SHIFT = 12;

    private static final VarHandle REF_COUNT = field("refCount");
    private static final VarHandle MAP_COUNT = field("mapCount");
    private static final VarHandle FLAGS = field("flags");

    private final PageFrames frames;
    private final MemorySegment memory;
    private volatile int refCount = 1;
    private volatile int mapCount;
    private volatile int flags;
    private volatile PageOwner owner = PageFrames.NOBODY;
    private volatile long index;

    Page(PageFrames frames, MemorySegment memory) {
        this.frames = frames;
        this.memory = memory;
    }

    private static VarHandle field(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(Page.class, name, int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * {@return the bytes: a segment of {@link #SIZE_BYTES}, valid until the last reference is put}
     */
    public MemorySegment memory() {
        return memory;
    }

    /**
     * Takes a reference (get_page).
     *
     * @throws IllegalStateException if the page is already free
     */
    public void get() {
        int before = (int) REF_COUNT.getAndAdd(this, 1);
        if (before <= 0) {
            REF_COUNT.getAndAdd(this, -1);
            throw new IllegalStateException("get of a free page");
        }
    }

    /**
     * Gives a reference back (put_page). The last one frees the page.
     *
     * @throws IllegalStateException if there is none to give
     */
    public void put() {
        int after = (int) REF_COUNT.getAndAdd(this, -1) - 1;
        if (after < 0) {
            REF_COUNT.getAndAdd(this, 1);
            throw new IllegalStateException("put of a free page");
        }
        if (after == 0) {
            frames.free(this);
        }
    }

    /** {@return how many references there are} */
    public int refCount() {
        return refCount;
    }

    /** One more page-table entry shows this page. */
    public void addMapping() {
        MAP_COUNT.getAndAdd(this, 1);
    }

    /** One page-table entry fewer shows this page. */
    public void removeMapping() {
        MAP_COUNT.getAndAdd(this, -1);
    }

    /** {@return how many page-table entries show this page (page_mapcount)} */
    public int mapCount() {
        return mapCount;
    }

    /**
     * {@return whether {@code flag} is set}
     *
     * @param flag the flag that is asked for
     */
    public boolean is(PageFlag flag) {
        return (flags & flag.mask()) != 0;
    }

    /**
     * Sets {@code flag}.
     *
     * @param flag the flag to set
     * @return whether it was set before
     */
    public boolean set(PageFlag flag) {
        if (is(flag)) {
            return true;
        }
        return ((int) FLAGS.getAndBitwiseOr(this, flag.mask()) & flag.mask()) != 0;
    }

    /**
     * Clears {@code flag}.
     *
     * @param flag the flag to clear
     * @return whether it was set before
     */
    public boolean clear(PageFlag flag) {
        if (!is(flag)) {
            return false;
        }
        return ((int) FLAGS.getAndBitwiseAnd(this, ~flag.mask()) & flag.mask()) != 0;
    }

    /**
     * Notes that the bytes were changed (set_page_dirty). To be called after the last write and
     * before {@link #put}.
     *
     * @return whether the page was clean
     */
    public boolean setDirty() {
        return !set(PageFlag.DIRTY);
    }

    /** Notes a use of the page (mark_page_accessed): first it is referenced, then active. */
    public void markAccessed() {
        if (!set(PageFlag.REFERENCED)) {
            return;
        }
        if (!is(PageFlag.ACTIVE)) {
            set(PageFlag.ACTIVE);
            clear(PageFlag.REFERENCED);
        }
    }

    /**
     * Puts the page at {@code newIndex} of {@code newOwner}.
     *
     * @param newOwner what the page belongs to from now on
     * @param newIndex its place there, in pages
     */
    public void attach(PageOwner newOwner, long newIndex) {
        index = newIndex;
        owner = newOwner;
    }

    /**
     * Takes the page out of its owner, by truncation or eviction; a reader that holds it keeps it.
     */
    public void detach() {
        owner = PageFrames.FORMER;
    }

    /** {@return whether the page was taken out of its owner} */
    public boolean isDetached() {
        return owner == PageFrames.FORMER;
    }

    /**
     * {@return whether the page belongs to {@code to}}
     *
     * @param to the owner that is asked for
     */
    public boolean isAttachedTo(PageOwner to) {
        return owner == to;
    }

    /** {@return whether the page belongs to any owner, or to the memory of a process} */
    public boolean isAttached() {
        return owner != PageFrames.NOBODY && owner != PageFrames.FORMER || is(PageFlag.ANON);
    }

    /**
     * {@return the page's place in its owner, in pages; it keeps the number when it is taken out}
     */
    public long index() {
        return index;
    }
}
