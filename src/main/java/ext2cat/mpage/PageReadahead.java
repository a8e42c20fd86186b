// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import java.io.IOException;

/**
 * On-demand readahead in single pages (ondemand_readahead of Linux 6.1), and for mappings where a
 * fault maps only the page that was touched (fault_around_bytes of 4096).
 */
final class PageReadahead extends Readahead {

    /** Misses that exceed the hits by more than this end the reading around (MMAP_LOTSAMISS). */
    private static final int MMAP_LOTSAMISS = 100;

    private int mmapMiss;

    PageReadahead(AddressSpace mapping, QueueLimits limits) {
        super(mapping, limits);
    }

    @Override
    void copiedUpTo(long positionBytes) {
        setPrevPosition(positionBytes);
    }

    @Override
    void readEndedAt(long positionBytes) {
        setPrevPosition(positionBytes);
    }

    @Override
    void mapHit() {
        mmapMiss = Math.max(0, mmapMiss - 1);
    }

    @Override
    void mapMiss(long page) throws IOException {
        mmapMiss = Math.min(mmapMiss + 1, 10 * MMAP_LOTSAMISS);
        if (mmapMiss <= MMAP_LOTSAMISS) {
            around(page);
        }
    }

    @Override
    void onMiss(long page, long requestPages, long maxPages) throws IOException {
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
    void onMark(long page, long requestPages, long maxPages) throws IOException {
        if (page == 0) {
            initialWindow(page, requestPages, maxPages);
        } else if (continuesWindow(page)) {
            nextWindow(maxPages);
        } else {
            // If all pages looked at are cached, Linux 6.1 takes the last of them for missing.
            long miss = Math.min(mapping.pages().nextMiss(page + 1, maxPages), page + maxPages);
            windowBehindCachedPages(page, miss, requestPages, maxPages);
        }
        submitWindow(page, maxPages);
    }

    @Override
    void readFirstWindow() throws IOException {
        mapping.readPages(start, size, asyncSize);
    }

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
        // A large read may have made the window larger than the limit; it stays so.
        size = Math.max(size, nextSize(size, maxPages));
        asyncSize = size;
    }

    /**
     * Reads the window; if its reader would meet its mark at once, the next one is joined to it.
     */
    private void submitWindow(long page, long maxPages) throws IOException {
        if (page == start && size == asyncSize) {
            long next = nextSize(size, maxPages);
            if (size + next <= maxPages) {
                asyncSize = next;
                size += next;
            } else {
                size = maxPages;
                asyncSize = maxPages >> 1;
            }
        }
        mapping.readPages(start, size, asyncSize);
    }
}
