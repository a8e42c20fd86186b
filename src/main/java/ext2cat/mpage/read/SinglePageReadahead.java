// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.QueueLimits;

import java.io.IOException;

/**
 * On-demand readahead in single pages (ondemand_readahead), and for mappings where a fault maps
 * only the page that was touched (fault_around_bytes of 4096).
 */
abstract sealed class SinglePageReadahead extends Readahead
        permits BoundedPageReadahead, PageReadahead {

    /** Misses that exceed the hits by more than this end the reading around (MMAP_LOTSAMISS). */
    private static final int MMAP_LOTSAMISS = 100;

    private int mmapMiss;

    SinglePageReadahead(AddressSpace mapping, QueueLimits limits) {
        super(mapping, limits);
    }

    @Override
    final void mapHit() {
        mmapMiss = Math.max(0, mmapMiss - 1);
    }

    @Override
    final void mapMiss(long page) throws IOException {
        mmapMiss = Math.min(mmapMiss + 1, 10 * MMAP_LOTSAMISS);
        if (mmapMiss <= MMAP_LOTSAMISS) {
            around(page);
        }
    }

    @Override
    final void onMiss(long page, long requestPages, long maxPages) throws IOException {
        if (page == 0) {
            initialWindow(page, requestPages, maxPages);
        } else if (continuesWindow(page)) {
            nextWindow(maxPages);
        } else if (requestPages > maxPages || followsPreviousRead(page)) {
            initialWindow(page, requestPages, maxPages);
        } else if (!contextWindow(page, requestPages, maxPages)) {
            mapping.readPages(page, requestPages, 0); // a small random read: as it is
            return;
        }
        submitWindow(page, maxPages);
    }

    @Override
    final void onMark(long page, long requestPages, long maxPages) throws IOException {
        if (page == 0) {
            initialWindow(page, requestPages, maxPages);
        } else if (continuesWindow(page)) {
            nextWindow(maxPages);
        } else {
            long miss = missBehindMark(page, maxPages);
            if (miss - page > maxPages) {
                return;
            }
            windowBehindCachedPages(page, miss, requestPages, maxPages);
        }
        submitWindow(page, maxPages);
    }

    @Override
    final void readFirstWindow() throws IOException {
        mapping.readPages(start, size, asyncSize);
    }

    /**
     * The first page behind a marked one that is not cached, of those that a window could hold; no
     * window is read if it is further off than {@code maxPages}.
     */
    abstract long missBehindMark(long page, long maxPages);

    /** The size in pages of the window that follows the one at hand. */
    abstract long nextWindowSize(long maxPages);

    /** Joins the next window to the one at hand, whose reader would meet its mark at once. */
    abstract void joinNextWindow(long maxPages);

    /** Whether the page is the marked one of the window at hand, or the first behind it. */
    private boolean continuesWindow(long page) {
        return page == start + size - asyncSize || page == start + size;
    }

    private void initialWindow(long page, long requestPages, long maxPages) {
        start = page;
        size = initialSize(requestPages, maxPages);
        asyncSize = size > requestPages ? size - requestPages : size;
    }

    private void nextWindow(long maxPages) {
        start += size;
        size = nextWindowSize(maxPages);
        asyncSize = size;
    }

    private void submitWindow(long page, long maxPages) throws IOException {
        if (page == start && size == asyncSize) {
            joinNextWindow(maxPages);
        }
        mapping.readPages(start, size, asyncSize);
    }
}
