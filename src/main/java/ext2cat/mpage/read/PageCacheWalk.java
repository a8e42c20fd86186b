// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

/**
 * A walk over the cached pages, one index at a time, by the slots of the tree that holds them
 * (xas_next and xas_prev).
 *
 * <p>A node of the tree has 64 slots. On level 0 a slot is one page, on level 1 it is the 64 pages
 * of a node of level 0, and so on. A folio takes as many slots as it needs of the highest level of
 * which it fills one: 8 pages are 8 slots of level 0, and 256 pages are 4 slots of level 1.
 *
 * <p>The kernel enters a folio at its first slot, wherever in it the page is, and then moves slot
 * and index side by side. So the slot at hand may be another one than that of the index. A walk
 * down from page 2047, the last one of a folio of 256 pages, begins at the slot of pages 1792 to
 * 1855. As that is not the slot of page 2046, the walk goes one slot down, and one more with each
 * page: for page 2040 it looks at the slot of pages 1344 to 1407. So it comes to the start of the
 * file, and takes the page that it believes to be at for one that is missing, though all of them
 * are cached. This walk goes wrong in the same places.
 */
final class PageCacheWalk {

    private static final int SLOT_BITS = 6;
    private static final long SLOT_MASK = (1 << SLOT_BITS) - 1;

    private final PageCache pages;
    private long index;

    /** The slot at hand, counted from the first of its level in the file. */
    private long slot;

    private int level;

    /** A walk that begins at {@code index}. */
    PageCacheWalk(PageCache pages, long index) {
        this.pages = pages;
        this.index = index;
        this.slot = index;
        if (pages.contains(index)) {
            level = levelOf(index);
            slot = pages.folioStart(index) >> level * SLOT_BITS;
        }
    }

    /** The page that the walk takes itself to be at. */
    long index() {
        return index;
    }

    /** Whether there is a page in the slot at hand. */
    boolean isCached() {
        return slot >= 0 && pages.contains(slot << level * SLOT_BITS);
    }

    /** Goes up by one page. The slot at hand holds a page. */
    void next() {
        index++;
        if (isInStep(SLOT_MASK)) {
            return;
        }
        while ((slot & SLOT_MASK) == SLOT_MASK) {
            ascend();
        }
        slot++;
        descend();
    }

    /** Goes down by one page. The slot at hand holds a page. */
    void previous() {
        index--;
        if (isInStep(0)) {
            return;
        }
        while (slot > 0 && (slot & SLOT_MASK) == 0) {
            ascend();
        }
        slot--; // below 0 the tree ends
        descend();
    }

    /**
     * Whether the slot at hand has the place in its node that the index asks for. Between pages of
     * one node nobody looks; only before the walk leaves the node.
     *
     * @param edge the node's last slot in the direction of the walk
     */
    private boolean isInStep(long edge) {
        boolean looks = level > 0 || (slot & SLOT_MASK) == edge;
        return looks && (slot & SLOT_MASK) == indexAt(level);
    }

    private void ascend() {
        slot >>= SLOT_BITS;
        level++;
    }

    /** Goes down to the folio in the slot at hand; which of several, the index says. */
    private void descend() {
        while (level > 0 && !isFilled()) {
            level--;
            slot = slot << SLOT_BITS | indexAt(level);
        }
    }

    /** Whether the slot at hand holds a folio, or a piece of one. */
    private boolean isFilled() {
        long page = slot << level * SLOT_BITS;
        return pages.contains(page) && levelOf(page) >= level;
    }

    /** The level of the slots that the folio of a cached page takes. */
    private int levelOf(long page) {
        long folioPages = pages.folioEnd(page) - pages.folioStart(page);
        return Long.numberOfTrailingZeros(folioPages) / SLOT_BITS;
    }

    /** The place of the index in its node on a level. */
    private long indexAt(int ofLevel) {
        return index >> ofLevel * SLOT_BITS & SLOT_MASK;
    }
}
