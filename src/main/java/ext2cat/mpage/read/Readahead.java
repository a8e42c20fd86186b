// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.Advice;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;

import java.io.IOException;

/**
 * Decides how much of a file is read ahead of its reader (file_ra_state).
 *
 * <p>A window is {@code start, size, asyncSize}: of the {@code size} pages from {@code start}, the
 * page {@code asyncSize} before the end carries a mark; the reader who comes to it starts the next
 * window, so that a sequential reader never waits. The first window of a 4 KiB reader is 4 pages
 * with the mark on page 1, the next one 8 pages, and so on up to the limit.
 */
abstract sealed class Readahead permits SinglePageReadahead, FolioReadahead {

    /** Pages that one forced readahead call takes at once: 2 MiB. */
    private static final long FORCED_CHUNK_PAGES = 512;

    final AddressSpace mapping;
    private final QueueLimits limits;
    private long raPages;
    private boolean random;

    /** The window at hand, in pages. */
    long start;

    long size;
    long asyncSize;

    private long prevPositionBytes = -1;

    Readahead(AddressSpace mapping, QueueLimits limits) {
        this.mapping = mapping;
        this.limits = limits;
        this.raPages = limits.readAheadPages();
    }

    /** The readahead of a file just opened. */
    static Readahead of(ReadModel.ReadaheadRule rule, AddressSpace mapping, QueueLimits limits) {
        return switch (rule) {
            case BOUNDED_PAGES -> new BoundedPageReadahead(mapping, limits);
            case PAGES -> new PageReadahead(mapping, limits);
            case FOLIOS -> new FolioReadahead(mapping, limits);
        };
    }

    /** The limit of a window in pages (ra_pages). */
    final long raPages() {
        return raPages;
    }

    /**
     * FADV_NORMAL, FADV_SEQUENTIAL (twice the window) and FADV_RANDOM (no windows for read calls;
     * mappings keep the window that there was).
     */
    final void advise(Advice advice) {
        random = advice == Advice.RANDOM;
        switch (advice) {
            case NORMAL -> raPages = limits.readAheadPages();
            case SEQUENTIAL -> raPages = 2 * limits.readAheadPages();
            case RANDOM -> {}
        }
    }

    /** A page could not be read: from now on windows are smaller (shrink_readahead_size_eio). */
    final void shrink() {
        raPages /= 4;
    }

    /** A read call has taken the bytes up to {@code positionBytes}, and may want more. */
    abstract void copiedUpTo(long positionBytes);

    /** A read call ended at {@code positionBytes}. */
    abstract void readEndedAt(long positionBytes);

    /** Where the last read ended, for telling sequential readers from random ones (prev_pos). */
    final void setPrevPosition(long positionBytes) {
        prevPositionBytes = positionBytes;
    }

    /** A page that a read needs is not cached (page_cache_sync_ra). */
    final void sync(long page, long requestPages) throws IOException {
        if (raPages == 0) {
            missWithoutReadahead(page);
        } else if (random) {
            force(page, requestPages);
        } else {
            onMiss(page, requestPages, maxPages(requestPages));
        }
    }

    /**
     * A read or a touch came to a folio that carries the mark (page_cache_async_ra).
     *
     * @param page for a read the folio's first page, for a touch the one that was touched
     */
    final void async(long page, long requestPages) throws IOException {
        if (raPages == 0) {
            return;
        }
        mapping.pages().clearReadaheadMark(page);
        onMark(page, requestPages, maxPages(requestPages));
    }

    /**
     * Reads what was asked for, as far as that is allowed and the file goes, 2 MiB at a time
     * (force_page_cache_ra).
     */
    final void force(long page, long requestPages) throws IOException {
        long inFile = Math.max(0, mapping.shape().sizePages() - page);
        long left = Math.min(forcedPages(requestPages), inFile);
        long at = page;
        while (left > 0) {
            long chunk = Math.min(left, FORCED_CHUNK_PAGES);
            mapping.readPages(at, chunk, 0);
            at += chunk;
            left -= chunk;
        }
    }

    /** What a miss reads where nothing is read ahead: a window of one page. */
    void missWithoutReadahead(long page) throws IOException {
        force(page, 1);
    }

    /** How much of a request is read at once: up to the larger of window and request limit. */
    long forcedPages(long requestPages) {
        return Math.min(requestPages, Math.max(limits.ioPages(), raPages));
    }

    /** A page that a mapping's user touched is cached. */
    abstract void mapHit();

    /**
     * A page that a mapping's user touched is not cached: reads a full window around it, if that is
     * worth it (do_sync_mmap_readahead).
     */
    abstract void mapMiss(long page) throws IOException;

    /** Reads a full window around a page. */
    final void around(long page) throws IOException {
        start = Math.max(0, page - raPages / 2);
        size = raPages;
        asyncSize = raPages / 4;
        readFirstWindow();
    }

    /** Chooses and reads a window for a page that is not cached. */
    abstract void onMiss(long page, long requestPages, long maxPages) throws IOException;

    /** Chooses and reads the window that a mark asks for. */
    abstract void onMark(long page, long requestPages, long maxPages) throws IOException;

    /** Reads the window at hand, which no window came before. */
    abstract void readFirstWindow() throws IOException;

    /** Whether the read of {@code page} goes on where the last one ended, or in its last page. */
    final boolean followsPreviousRead(long page) {
        long previousPage = prevPositionBytes >> mapping.shape().pageBits(); // -1 before any read
        long distance = page - previousPage;
        return distance == 0 || distance == 1;
    }

    /**
     * A window for a page whose cached neighbours show a sequential stream (try_context_readahead).
     *
     * @return false if they do not
     */
    boolean contextWindow(long page, long requestPages, long maxPages) {
        long miss = mapping.pages().prevMiss(page - 1, maxPages);
        long history = page - 1 - miss;
        if (history <= requestPages) {
            return false;
        }
        if (miss < 0) {
            history *= 2; // cached from the start of the file: a strong sign
        }
        start = page;
        size = Math.min(history + requestPages, maxPages);
        asyncSize = 1;
        return true;
    }

    /**
     * A window behind the cached pages that follow a mark which this reader did not set, as of
     * interleaved readers.
     *
     * @param miss the first page behind the mark that is not cached
     */
    final void windowBehindCachedPages(long page, long miss, long requestPages, long maxPages) {
        start = miss;
        size = nextSize(miss - page + requestPages, maxPages);
        asyncSize = size;
    }

    /** get_init_ra_size: four or two times the request, or the limit. */
    static long initialSize(long requestPages, long maxPages) {
        long rounded = requestPages <= 1 ? 1 : Long.highestOneBit(requestPages - 1) << 1;
        if (rounded <= maxPages / 32) {
            return rounded * 4;
        }
        return rounded <= maxPages / 4 ? rounded * 2 : maxPages;
    }

    /** get_next_ra_size: four or two times the last window, or the limit. */
    static long nextSize(long current, long maxPages) {
        if (current < maxPages / 16) {
            return 4 * current;
        }
        return current <= maxPages / 2 ? 2 * current : maxPages;
    }

    /** The limit for a request: a large one may exceed the window, up to the device's own limit. */
    long maxPages(long requestPages) {
        return requestPages > raPages && limits.ioPages() > raPages
                ? Math.min(requestPages, limits.ioPages())
                : raPages;
    }
}
