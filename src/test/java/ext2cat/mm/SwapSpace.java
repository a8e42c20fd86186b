// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.bio.PageFrames;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Swap space and its cache (mm/swapfile.c, mm/swap_state.c): which slots are used and how often,
 * and which pages can be found by their slot.
 *
 * <p>A page that was read, or is about to be written, is in the cache, which holds one reference of
 * it. A read takes the slots around the wanted one along: the window grows with the number of pages
 * that were read ahead and then wanted, and never less than halves.
 */
final class SwapSpace implements Swap {

    private static final int MAX_WINDOW_PAGES = 8;

    private final PageFrames frames;
    private final SwapDevice device;
    private final Map<Long, Integer> users = new HashMap<>();
    private final Map<Long, Page> cache = new HashMap<>();
    private final Map<Page, SwapEntry> places = new HashMap<>();
    private long nextSlot = 1;
    private long previousSlot;
    private int readaheadHits = 4;
    private int lastWindowPages;

    SwapSpace(PageFrames frames, SwapDevice device) {
        this.frames = frames;
        this.device = device;
    }

    /** The swap space of a machine, if it has any. */
    static Optional<SwapSpace> of(Machine machine) {
        return machine.swap().map(SwapSpace.class::cast);
    }

    /**
     * Gives a dirty page a place and puts it in the cache (add_to_swap). The place is given up when
     * nobody uses it and the page leaves the cache.
     */
    synchronized SwapEntry add(Page page) {
        SwapEntry entry = allocate();
        page.setDirty();
        putInCache(entry, page);
        page.get();
        return entry;
    }

    private SwapEntry allocate() {
        for (long tries = 1; tries < device.slots(); tries++) {
            long slot = nextSlot;
            nextSlot = nextSlot + 1 < device.slots() ? nextSlot + 1 : 1;
            if (!users.containsKey(slot) && !cache.containsKey(slot)) {
                return new SwapEntry(slot);
            }
        }
        throw new IllegalStateException("swap space is full");
    }

    private void putInCache(SwapEntry entry, Page page) {
        page.set(PageFlag.SWAPCACHE);
        cache.put(entry.slot(), page);
        places.put(page, entry);
    }

    /** The place of a page that is in the cache. */
    synchronized Optional<SwapEntry> placeOf(Page page) {
        return Optional.ofNullable(places.get(page));
    }

    /** One more user of a place (swap_duplicate). */
    synchronized void use(SwapEntry entry) {
        users.merge(entry.slot(), 1, Integer::sum);
    }

    /** One user fewer (swap_free); a page that only the cache still knows is dropped. */
    @Override
    public synchronized void release(SwapEntry entry) {
        int left = users.merge(entry.slot(), -1, Integer::sum);
        if (left == 0) {
            users.remove(entry.slot());
        }
    }

    /** One user fewer; if it was the last, a page that nobody maps leaves the cache. */
    @Override
    public synchronized void releaseAndReclaim(SwapEntry entry) {
        release(entry);
        Optional.ofNullable(cache.get(entry.slot()))
                .filter(page -> page.mapCount() == 0)
                .ifPresent(this::tryToFree);
    }

    /** The cached page of a place, with a reference for the caller (lookup_swap_cache). */
    @Override
    public synchronized Optional<Page> lookup(SwapEntry entry) {
        Optional<Page> found = Optional.ofNullable(cache.get(entry.slot()));
        found.ifPresent(
                page -> {
                    page.get();
                    if (page.clear(PageFlag.READAHEAD)) {
                        readaheadHits++;
                    }
                });
        return found;
    }

    /**
     * Starts to read a place and those around it (swap_cluster_readahead).
     *
     * @return the page, locked until the read is done, with a reference for the caller
     */
    @Override
    public synchronized Page readCluster(SwapEntry entry) {
        long slot = entry.slot();
        long mask = windowPages(slot) - 1;
        if (mask > 0) {
            long end = Math.min(slot | mask, device.slots() - 1);
            for (long at = Math.max(1, slot & ~mask); at <= end; at++) {
                if (users.containsKey(at) && !cache.containsKey(at)) {
                    Page page = startRead(at);
                    if (at != slot) {
                        page.set(PageFlag.READAHEAD);
                    }
                }
            }
        }
        Page page = cache.containsKey(slot) ? cache.get(slot) : startRead(slot);
        page.get();
        return page;
    }

    private Page startRead(long slot) {
        Page page = frames.allocateZeroed();
        putInCache(new SwapEntry(slot), page);
        page.set(PageFlag.LOCKED);
        device.startRead(slot, page);
        return page;
    }

    private int windowPages(long slot) {
        int hits = readaheadHits;
        readaheadHits = 0;
        int pages = 4;
        if (hits == 0) {
            boolean adjacent = slot == previousSlot + 1 || slot == previousSlot - 1;
            pages = adjacent ? 2 : 1;
            previousSlot = slot;
        }
        while (hits > 0 && pages < hits + 2) {
            pages *= 2;
        }
        lastWindowPages = Math.max(Math.min(pages, MAX_WINDOW_PAGES), lastWindowPages / 2);
        return lastWindowPages;
    }

    /** Waits until a page is read. */
    @Override
    public void await(Page page) {
        if (page.is(PageFlag.LOCKED)) {
            device.await(page);
        }
    }

    /** Writes a cached page to its place (swap_writepage); it is clean afterwards. */
    synchronized void write(Page page) {
        device.write(places.get(page).slot(), page);
        page.clear(PageFlag.DIRTY);
    }

    /** Takes a page out of the cache; its place stays for its users (delete_from_swap_cache). */
    synchronized void removeFromCache(Page page) {
        SwapEntry entry = places.remove(page);
        cache.remove(entry.slot());
        page.clear(PageFlag.SWAPCACHE);
        page.put();
    }

    /**
     * Takes a page out of the cache if its place has no user (folio_free_swap). The bytes are then
     * nowhere else, so the page is dirty.
     *
     * @return whether the page is out
     */
    @Override
    public synchronized boolean tryToFree(Page page) {
        SwapEntry entry = places.get(page);
        if (entry == null || users.containsKey(entry.slot())) {
            return false;
        }
        page.setDirty();
        removeFromCache(page);
        return true;
    }
}
