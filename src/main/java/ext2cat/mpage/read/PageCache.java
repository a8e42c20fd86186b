// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import java.util.HashMap;
import java.util.Map;

/**
 * Which pages of a file are cached, in which folios, and which of them carry PG_readahead
 * (i_pages). Kept as bits, 64 pages to a node, so that the pages of a large file cost little.
 */
final class PageCache {

    private static final int NODE_BITS = 6;

    /** The bits of 64 pages; bit i is page {@code nodeIndex * 64 + i}. */
    private static final class Node {
        private long present;

        /** The first page of each folio. */
        private long heads;

        /** The first page of each folio that carries the mark. */
        private long readahead;
    }

    private static final Node EMPTY = new Node();

    private final Map<Long, Node> nodes = new HashMap<>();
    private long lastIndex = -1;
    private Node last = EMPTY;

    /** Whether the page is cached. */
    boolean contains(long page) {
        return (node(page).present & bit(page)) != 0;
    }

    /** Whether any page of the folio that would begin at {@code page} is cached. */
    boolean containsAny(long page, int order) {
        for (long at = page; at < page + (1L << order); at++) {
            if (contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** The first page of the folio that {@code page}, which is cached, is in. */
    long folioStart(long page) {
        long heads = node(page).heads & (bit(page) | (bit(page) - 1));
        long at = page;
        while (heads == 0) {
            at = (at >> NODE_BITS << NODE_BITS) - 1; // the last page of the node before
            heads = node(at).heads;
        }
        return (at >> NODE_BITS << NODE_BITS) + Long.SIZE - 1 - Long.numberOfLeadingZeros(heads);
    }

    /** The page behind the folio that {@code page}, which is cached, is in. */
    long folioEnd(long page) {
        long at = page + 1;
        long ends = (node(at).heads | ~node(at).present) & -bit(at);
        while (ends == 0) {
            at = (at >> NODE_BITS) + 1 << NODE_BITS;
            ends = node(at).heads | ~node(at).present;
        }
        return (at >> NODE_BITS << NODE_BITS) + Long.numberOfTrailingZeros(ends);
    }

    /** Whether the page is cached and its folio carries the readahead mark. */
    boolean hasReadaheadMark(long page) {
        if (!contains(page)) {
            return false;
        }
        long start = folioStart(page);
        return (node(start).readahead & bit(start)) != 0;
    }

    /** Takes a folio in, without a mark. None of its pages is cached yet. */
    void add(long page, int order) {
        for (long at = page; at < page + (1L << order); at++) {
            writableNode(at).present |= bit(at);
        }
        node(page).heads |= bit(page);
    }

    /** Marks a cached folio: its reader starts the next readahead (folio_set_readahead). */
    void setReadaheadMark(long page) {
        long start = folioStart(page);
        node(start).readahead |= bit(start);
    }

    /** Takes the mark of a cached folio away (folio_clear_readahead). */
    void clearReadaheadMark(long page) {
        long start = folioStart(page);
        node(start).readahead &= ~bit(start);
    }

    /**
     * Drops the pages from {@code firstPage} to before {@code endPage} (invalidate_mapping_pages);
     * a folio that lies in the range only in part stays.
     */
    void drop(long firstPage, long endPage) {
        nodes.entrySet()
                .removeIf(
                        entry -> {
                            dropIn(entry.getKey() << NODE_BITS, firstPage, endPage);
                            return entry.getValue().present == 0;
                        });
        lastIndex = -1;
        last = EMPTY;
    }

    private void dropIn(long start, long firstPage, long endPage) {
        for (long page = start; page < start + (1 << NODE_BITS); page++) {
            if (contains(page) && (node(page).heads & bit(page)) != 0) {
                long end = folioEnd(page);
                if (page >= firstPage && end <= endPage) {
                    for (long at = page; at < end; at++) {
                        Node node = node(at);
                        node.present &= ~bit(at);
                        node.heads &= ~bit(at);
                        node.readahead &= ~bit(at);
                    }
                }
            }
        }
    }

    /**
     * The first page from {@code page} on that is not cached (page_cache_next_miss), or {@code page
     * + maxPages} if all of them are; too high where the walk starts inside a folio and goes astray
     * ({@link PageCacheWalk}).
     *
     * @param maxPages how many pages to look at, at least 1
     */
    long nextMiss(long page, long maxPages) {
        PageCacheWalk walk = new PageCacheWalk(this, page);
        while (walk.isCached() && walk.index() < page + maxPages - 1) {
            walk.next();
        }
        return walk.isCached() ? page + maxPages : walk.index();
    }

    /**
     * The last page from {@code page} down that is not cached (page_cache_prev_miss); the last one
     * looked at if all of them are, but -1 if the walk goes below page 0. Where it starts inside a
     * folio, the walk goes astray ({@link PageCacheWalk}), and may end above page 0.
     *
     * @param maxPages how many pages to look at, at least 1
     */
    long prevMiss(long page, long maxPages) {
        PageCacheWalk walk = new PageCacheWalk(this, page);
        while (walk.isCached() && walk.index() > page - maxPages + 1 && walk.index() >= 0) {
            walk.previous();
        }
        return walk.index();
    }

    private Node node(long page) {
        long index = page >> NODE_BITS;
        if (index != lastIndex) {
            lastIndex = index;
            last = nodes.getOrDefault(index, EMPTY);
        }
        return last;
    }

    private Node writableNode(long page) {
        Node node = node(page);
        if (node == EMPTY) {
            node = new Node();
            nodes.put(page >> NODE_BITS, node);
            last = node;
        }
        return node;
    }

    private static long bit(long page) {
        return 1L << (page & ((1 << NODE_BITS) - 1));
    }
}
