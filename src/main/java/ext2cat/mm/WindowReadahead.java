// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

/** Reads around a page that is touched, or from it on if the area is read in order. */
final class WindowReadahead implements MappingReadahead {

    /** The readahead window of a block device that says nothing else: 128 KiB. */
    private static final long READAHEAD_PAGES = 32;

    private static final int LOTS_OF_MISSES = 100;

    private final FilePages pages;
    private int mmapMiss;

    WindowReadahead(FilePages pages) {
        this.pages = pages;
    }

    @Override
    public synchronized void onMiss(VmArea area, long index, Runnable beforeReading) {
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

    @Override
    public synchronized void onHit(VmArea area, Page page, Runnable beforeReading) {
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

    @Override
    public synchronized void countHit() {
        if (mmapMiss > 0) {
            mmapMiss--;
        }
    }
}
