// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.util.Optional;

/**
 * An open file that is mapped: the file's cached pages, and this opener's readahead (struct file,
 * generic_file_vm_ops).
 */
public final class FileBacking implements Backing {

    /** The readahead window of a block device that says nothing else: 128 KiB. */
    static final long READAHEAD_PAGES = 32;

    private static final int LOTS_OF_MISSES = 100;

    private final FilePages pages;
    private int mmapMiss;

    /** A file that was just opened. */
    public FileBacking(FilePages pages) {
        this.pages = pages;
    }

    FilePages pages() {
        return pages;
    }

    @Override
    public VmFault fault(Fault fault) {
        return fault.machine().model().coldRead().fault(this, fault);
    }

    @Override
    public Mappings mappings() {
        return pages.mappings();
    }

    @Override
    public boolean mapsAround() {
        return true;
    }

    @Override
    public Optional<Page> readyPage(long index) {
        if (index >= pages.sizePages()) {
            return Optional.empty();
        }
        Optional<Page> found = pages.find(index);
        if (found.isEmpty()) {
            return found;
        }
        Page page = found.get();
        if (page.is(PageFlag.UPTODATE)
                && !page.is(PageFlag.LOCKED)
                && !page.is(PageFlag.READAHEAD)) {
            countHit();
            return found;
        }
        page.put();
        return Optional.empty();
    }

    @Override
    public boolean notifiesFirstWrite() {
        return pages.isWritable();
    }

    @Override
    public boolean tracksDirtyPages() {
        return pages.isWritable();
    }

    @Override
    public boolean pageMkwrite(Page page) {
        if (page.isDetached()) {
            return false;
        }
        page.setDirty();
        return true;
    }

    @Override
    public void willNeed(long firstIndex, long endIndex) {
        pages.startRead(firstIndex, endIndex - firstIndex, 0);
    }

    @Override
    public void reclaim(Page page) {
        pages.evict(page);
    }

    /**
     * The page is not cached: reads around it, or from it on if the area is read in order
     * (do_sync_mmap_readahead).
     *
     * @param beforeReading called if anything is going to be read
     */
    synchronized void readAhead(VmArea area, long index, Runnable beforeReading) {
        if (area.flags().has(VmFlag.RAND_READ)) {
            return;
        }
        if (area.flags().has(VmFlag.SEQ_READ)) {
            beforeReading.run();
            pages.startRead(index, READAHEAD_PAGES, READAHEAD_PAGES / 2);
            return;
        }
        if (mmapMiss < LOTS_OF_MISSES * 10) {
            mmapMiss++;
        }
        if (mmapMiss > LOTS_OF_MISSES) {
            return;
        }
        beforeReading.run();
        long first = Math.max(0, index - READAHEAD_PAGES / 2);
        pages.startRead(first, READAHEAD_PAGES, READAHEAD_PAGES / 4);
    }

    /**
     * The page is cached: if it has the readahead mark, the next window is read
     * (do_async_mmap_readahead).
     */
    synchronized void readFurther(VmArea area, Page page, Runnable beforeReading) {
        if (area.flags().has(VmFlag.RAND_READ)) {
            return;
        }
        countHit();
        if (page.is(PageFlag.READAHEAD)) {
            beforeReading.run();
            page.clear(PageFlag.READAHEAD);
            pages.startRead(page.index() + 1, READAHEAD_PAGES, READAHEAD_PAGES);
        }
    }

    private synchronized void countHit() {
        if (mmapMiss > 0) {
            mmapMiss--;
        }
    }
}
