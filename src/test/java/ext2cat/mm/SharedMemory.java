// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.bio.PageOwner;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A shared memory object (mm/shmem.c): the pages behind a shared anonymous mapping, or behind a
 * file in memory. Untouched pages are zero and take no memory; there is no disk, so a dirty page
 * can only go to swap, and a clean one holds nothing but zeros.
 */
final class SharedMemory implements Backing, PageOwner, AutoCloseable {

    private final Machine machine;
    private final Mappings mappings = new Mappings();
    private final Map<Long, Page> pages = new HashMap<>();
    private final Map<Long, SwapEntry> swapped = new HashMap<>();
    private final boolean named;
    private long sizeBytes;

    private SharedMemory(Machine machine, long sizeBytes, boolean named) {
        this.machine = machine;
        this.sizeBytes = sizeBytes;
        this.named = named;
    }

    /**
     * An object whose bytes are all zero, and which goes with its last mapping.
     *
     * @param sizeBytes accesses after it are bus errors
     */
    static SharedMemory anonymous(Machine machine, long sizeBytes) {
        return new SharedMemory(machine, sizeBytes, false);
    }

    /** An object like the file of a file system in memory, which stays until it is closed. */
    static SharedMemory named(Machine machine, long sizeBytes) {
        return new SharedMemory(machine, sizeBytes, true);
    }

    /** The object's size. */
    synchronized long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public Mappings mappings() {
        return mappings;
    }

    /** Brings the page in; always waits for swap, whatever the fault may (shmem_fault). */
    @Override
    public synchronized VmFault fault(Fault fault) {
        long index = fault.index();
        if (index << Page.SHIFT >= sizeBytes) {
            return VmFault.Failure.SIGBUS;
        }
        boolean major = false;
        if (swapped.containsKey(index)) {
            major = swapIn(index);
        }
        return new VmFault.Found(pageForWriting(index), major);
    }

    private boolean swapIn(long index) {
        SwapSpace swap = SwapSpace.of(machine).orElseThrow();
        SwapEntry entry = swapped.get(index);
        Optional<Page> cached = swap.lookup(entry);
        Page page = cached.orElseGet(() -> swap.readCluster(entry));
        swap.await(page);
        swapped.remove(index);
        put(index, page);
        swap.removeFromCache(page);
        page.setDirty();
        swap.release(entry);
        return cached.isEmpty();
    }

    private void put(long index, Page page) {
        page.attach(this, index);
        pages.put(index, page);
    }

    /**
     * The page at {@code index}, made if it was not there, with a reference for the caller. The
     * caller who writes to it also sets it dirty.
     */
    synchronized Page pageForWriting(long index) {
        if (swapped.containsKey(index)) {
            swapIn(index);
        }
        Page page = pages.get(index);
        if (page == null) {
            page = machine.frames().allocateZeroed();
            page.set(PageFlag.UPTODATE);
            put(index, page);
        }
        page.get();
        return page;
    }

    /** The page at {@code index} if it is in memory, with a reference for the caller. */
    synchronized Optional<Page> find(long index) {
        Optional<Page> found = Optional.ofNullable(pages.get(index));
        found.ifPresent(Page::get);
        return found;
    }

    @Override
    public boolean mapsAround() {
        return true;
    }

    @Override
    public synchronized Optional<Page> readyPage(long index) {
        return index << Page.SHIFT < sizeBytes ? find(index) : Optional.empty();
    }

    /**
     * Changes the size (shmem_setattr). Pages beyond the new end leave the object and every
     * mapping, private copies included; the rest of the last page becomes zero.
     */
    void resize(long newSizeBytes) {
        long end = newSizeBytes + Page.SIZE_BYTES - 1 >> Page.SHIFT;
        synchronized (this) {
            boolean shrinks = newSizeBytes < sizeBytes;
            sizeBytes = newSizeBytes;
            if (!shrinks) {
                return;
            }
        }
        mappings.unmapRange(end, Long.MAX_VALUE, true);
        drop(end, Long.MAX_VALUE);
        mappings.unmapRange(end, Long.MAX_VALUE, true);
        int tail = (int) (newSizeBytes & Page.SIZE_BYTES - 1);
        if (tail != 0) {
            find(newSizeBytes >> Page.SHIFT)
                    .ifPresent(
                            page -> {
                                page.memory().asSlice(tail).fill((byte) 0);
                                page.setDirty();
                                page.put();
                            });
        }
    }

    @Override
    public long punch(long firstIndex, long endIndex) {
        mappings.unmapRange(firstIndex, endIndex, false);
        drop(firstIndex, endIndex);
        mappings.unmapRange(firstIndex, endIndex, false);
        return 0;
    }

    private synchronized void drop(long firstIndex, long endIndex) {
        pages.entrySet()
                .removeIf(
                        entry -> {
                            boolean inside =
                                    entry.getKey() >= firstIndex && entry.getKey() < endIndex;
                            if (inside) {
                                letGo(entry.getValue());
                            }
                            return inside;
                        });
        swapped.entrySet()
                .removeIf(
                        entry -> {
                            boolean inside =
                                    entry.getKey() >= firstIndex && entry.getKey() < endIndex;
                            if (inside) {
                                machine.swapSpace().releaseAndReclaim(entry.getValue());
                            }
                            return inside;
                        });
    }

    private static void letGo(Page page) {
        page.detach();
        page.clear(PageFlag.DIRTY);
        page.put();
    }

    /** Drops the clean pages that nobody has (invalidate_mapping_pages). */
    synchronized void dropClean() {
        pages.values()
                .removeIf(
                        page -> {
                            boolean drop = !page.is(PageFlag.DIRTY) && page.refCount() == 1;
                            if (drop) {
                                letGo(page);
                            }
                            return drop;
                        });
    }

    /** Writes a page to swap and drops it, unless somebody has it (shmem_writepage). */
    @Override
    public synchronized void reclaim(Page page) {
        if (!page.isAttachedTo(this) || page.refCount() > 1 || machine.swap().isEmpty()) {
            return;
        }
        if (!page.is(PageFlag.DIRTY)) {
            pages.remove(page.index());
            letGo(page);
            return;
        }
        SwapSpace swap = SwapSpace.of(machine).orElseThrow();
        SwapEntry entry = swap.add(page);
        swap.use(entry);
        pages.remove(page.index());
        swapped.put(page.index(), entry);
        page.detach();
        page.put();
        swap.write(page);
        swap.removeFromCache(page);
    }

    @Override
    public void unmapped() {
        if (!named) {
            close();
        }
    }

    /** Gives up all pages; there must be no mapping left. */
    @Override
    public void close() {
        drop(0, Long.MAX_VALUE);
    }
}
