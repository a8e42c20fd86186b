// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import java.io.IOException;

/**
 * Decides how much of a file is read ahead of its reader (file_ra_state and the on-demand readahead
 * of Linux 6.1).
 *
 * <p>A window is {@code start, size, asyncSize}: of the {@code size} pages from {@code start}, the
 * page {@code asyncSize} before the end carries a mark; the reader who comes to it starts the next
 * window, so that a sequential reader never waits. The first window of a 4 KiB reader is 4 pages
 * with the mark on page 1, the next one 8 pages, and so on up to the limit.
 */
final class Readahead {

    /** Pages that one forced readahead call takes at once: 2 MiB. */
    private static final long FORCED_CHUNK_PAGES = 512;

    private final AddressSpace mapping;
    private final QueueLimits limits;
    private long raPages;
    private boolean random;

    private long start;
    private long size;
    private long asyncSize;
    private long prevPositionBytes = -1;

    Readahead(AddressSpace mapping, QueueLimits limits) {
        this.mapping = mapping;
        this.limits = limits;
        this.raPages = limits.readAheadPages();
    }

    /** The limit of a window in pages (ra_pages). */
    long raPages() {
        return raPages;
    }

    /** FADV_NORMAL, FADV_SEQUENTIAL (twice the window) and FADV_RANDOM (no windows at all). */
    void advise(Advice advice) {
        raPages =
                advice == Advice.SEQUENTIAL ? 2 * limits.readAheadPages() : limits.readAheadPages();
        random = advice == Advice.RANDOM;
    }

    /** Where the last read ended, for telling sequential readers from random ones (prev_pos). */
    void setPrevPosition(long positionBytes) {
        prevPositionBytes = positionBytes;
    }

    /** A page that a read needs is not cached (page_cache_sync_ra). */
    void sync(long page, long requestPages) throws IOException {
        if (raPages == 0) {
            force(page, 1);
        } else if (random) {
            force(page, requestPages);
        } else {
            ondemand(page, requestPages, false);
        }
    }

    /** A read came to a page that carries the mark (page_cache_async_ra). */
    void async(long page, long requestPages) throws IOException {
        if (raPages == 0) {
            return;
        }
        mapping.pages().clearReadaheadMark(page);
        ondemand(page, requestPages, true);
    }

    /**
     * Reads what was asked for, up to the larger of window and request limit, 2 MiB at a time
     * (force_page_cache_ra).
     */
    void force(long page, long requestPages) throws IOException {
        long left = Math.min(requestPages, Math.max(limits.ioPages(), raPages));
        long at = page;
        while (left > 0) {
            long chunk = Math.min(left, FORCED_CHUNK_PAGES);
            mapping.readPages(at, chunk, 0);
            at += chunk;
            left -= chunk;
        }
    }

    /** Reads a full window around a page that a mapping's user touched (do_sync_mmap_readahead). */
    void around(long page) throws IOException {
        start = Math.max(0, page - raPages / 2);
        size = raPages;
        asyncSize = raPages / 4;
        mapping.readPages(start, size, asyncSize);
    }

    private void ondemand(long page, long requestPages, boolean atMark) throws IOException {
        long maxPages = raPages;
        if (requestPages > maxPages && limits.ioPages() > maxPages) {
            maxPages = Math.min(requestPages, limits.ioPages());
        }
        if (page == 0) {
            initialWindow(page, requestPages, maxPages);
        } else if (page == start + size - asyncSize || page == start + size) {
            start += size;
            // A large read may have made the window larger than the limit; it stays so.
            size = Math.max(size, nextSize(size, maxPages));
            asyncSize = size;
        } else if (atMark) {
            if (!windowBehindCachedPages(page, requestPages, maxPages)) {
                return;
            }
        } else if (requestPages > maxPages || followsPreviousRead(page)) {
            initialWindow(page, requestPages, maxPages);
        } else if (!contextWindow(page, requestPages, maxPages)) {
            mapping.readPages(page, requestPages, 0); // a small random read: as it is
            return;
        }
        submitWindow(page, maxPages);
    }

    /** A sequential reader begins. */
    private void initialWindow(long page, long requestPages, long maxPages) {
        start = page;
        size = initialSize(requestPages, maxPages);
        asyncSize = size > requestPages ? size - requestPages : size;
    }

    /**
     * A mark that this reader did not set, as of interleaved readers: go on where the cached pages
     * end.
     */
    private boolean windowBehindCachedPages(long page, long requestPages, long maxPages) {
        long miss = mapping.pages().nextMiss(page + 1, maxPages);
        if (miss - page > maxPages) {
            return false;
        }
        start = miss;
        size = nextSize(miss - page + requestPages, maxPages);
        asyncSize = size;
        return true;
    }

    private boolean followsPreviousRead(long page) {
        long previousPage =
                prevPositionBytes >> mapping.shape().pageBits(); // -1 before the first read
        long distance = page - previousPage;
        return distance == 0 || distance == 1;
    }

    /** The cached pages before this one tell of a sequential stream (try_context_readahead). */
    private boolean contextWindow(long page, long requestPages, long maxPages) {
        long history = page - 1 - mapping.pages().prevMiss(page - 1, maxPages);
        if (history <= requestPages) {
            return false;
        }
        if (history >= page) {
            history *= 2;
        }
        start = page;
        size = Math.min(history + requestPages, maxPages);
        asyncSize = 1;
        return true;
    }

    /**
     * Reads the window; if its reader would meet its mark at once, the next window is joined to it.
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

    /** get_init_ra_size: four or two times the request, or the limit. */
    private static long initialSize(long requestPages, long maxPages) {
        long rounded = requestPages <= 1 ? 1 : Long.highestOneBit(requestPages - 1) << 1;
        if (rounded <= maxPages / 32) {
            return rounded * 4;
        }
        return rounded <= maxPages / 4 ? rounded * 2 : maxPages;
    }

    /** get_next_ra_size: four or two times the last window, or the limit. */
    private static long nextSize(long current, long maxPages) {
        if (current < maxPages / 16) {
            return 4 * current;
        }
        return current <= maxPages / 2 ? 2 * current : maxPages;
    }
}
