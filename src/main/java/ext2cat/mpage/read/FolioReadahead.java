// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.QueueLimits;

import java.io.IOException;

/**
 * Readahead in folios that grow with the windows (page_cache_sync_ra, page_cache_async_ra and
 * page_cache_ra_order of Linux 6.18): the first window is of single pages, each further one of
 * folios four times as large, and shortened so that it ends where such a folio would.
 */
final class FolioReadahead extends Readahead {

    /** The largest folio of a page cache on x86-64: 2 MiB (MAX_PAGECACHE_ORDER). */
    private static final int MAX_PAGECACHE_ORDER = 9;

    private int order;

    FolioReadahead(AddressSpace mapping, QueueLimits limits) {
        super(mapping, limits);
    }

    @Override
    void copiedUpTo(long positionBytes) {
        // A miss in the middle of a call is judged by where the call before it ended.
    }

    @Override
    void readEndedAt(long positionBytes) {
        setPrevPosition(positionBytes);
    }

    @Override
    void mapHit() {
        // Hits are counted to set them off against misses, and those are set off at once.
    }

    /**
     * The kernel means to give up where misses prevail, but never does: a fault that had to read is
     * tried again, and then maps the cached pages around it, the page itself among them. Each of
     * those counts as a hit (filemap_map_pages).
     */
    @Override
    void mapMiss(long page) throws IOException {
        around(page);
    }

    @Override
    void onMiss(long page, long requestPages, long maxPages) throws IOException {
        if (page == 0 || requestPages > maxPages || followsPreviousRead(page)) {
            start = page;
            size = initialSize(requestPages, maxPages);
            asyncSize = size > requestPages ? size - requestPages : size >> 1;
        } else if (!contextWindow(page, requestPages, maxPages)) {
            mapping.readPages(page, requestPages, 0); // a small random read: as it is
            return;
        }
        readFirstWindow();
    }

    @Override
    void onMark(long page, long requestPages, long maxPages) throws IOException {
        PageCache pages = mapping.pages();
        long folioPages = pages.folioEnd(page) - pages.folioStart(page);
        long expected = (start + size - asyncSize) / folioPages * folioPages;
        if (page == expected) {
            start += size;
            // A large read may have made the window larger than the limit; it stays so.
            size = Math.max(size, nextSize(size, maxPages));
        } else {
            long miss = pages.nextMiss(page + 1, maxPages);
            if (miss - page > maxPages) {
                return;
            }
            windowBehindCachedPages(page, miss, requestPages, maxPages);
        }
        order += 2;
        long alignPages = 1L << Math.min(order, Long.numberOfTrailingZeros(maxPages));
        long alignedEnd = (start + size) / alignPages * alignPages;
        if (alignedEnd > start) {
            size = alignedEnd - start;
        }
        asyncSize = size;
        readWindow();
    }

    @Override
    void readFirstWindow() throws IOException {
        order = 0;
        readWindow();
    }

    private void readWindow() throws IOException {
        int log2Size = Long.SIZE - 1 - Long.numberOfLeadingZeros(size);
        order = Math.min(Math.min(order, MAX_PAGECACHE_ORDER), log2Size);
        mapping.readFolios(start, size, order, asyncSize);
    }
}
