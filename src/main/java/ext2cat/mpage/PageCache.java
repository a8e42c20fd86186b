// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import java.util.HashMap;
import java.util.Map;

/**
 * Which pages of a file are cached, and which of them carry PG_readahead (i_pages). Kept as bits,
 * 64 pages to a node, so that the pages of a large file cost little.
 */
final class PageCache {

    private static final int NODE_BITS = 6;

    /** The bits of 64 pages; bit i is page {@code nodeIndex * 64 + i}. */
    private static final class Node {
        private long present;
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

    /** Whether the page is cached and carries the readahead mark. */
    boolean hasReadaheadMark(long page) {
        return (node(page).readahead & bit(page)) != 0;
    }

    /** Takes a page in, without a mark. */
    void add(long page) {
        Node node = node(page);
        if (node == EMPTY) {
            node = new Node();
            nodes.put(page >> NODE_BITS, node);
            last = node;
        }
        node.present |= bit(page);
    }

    /** Marks a cached page: whoever reads it starts the next readahead (folio_set_readahead). */
    void setReadaheadMark(long page) {
        node(page).readahead |= bit(page);
    }

    /** Takes the mark away (folio_clear_readahead). */
    void clearReadaheadMark(long page) {
        Node node = node(page);
        if (node != EMPTY) {
            node.readahead &= ~bit(page);
        }
    }

    /**
     * Drops the pages from {@code firstPage} to before {@code endPage} (invalidate_mapping_pages).
     */
    void drop(long firstPage, long endPage) {
        nodes.entrySet()
                .removeIf(
                        entry -> {
                            long start = entry.getKey() << NODE_BITS;
                            Node node = entry.getValue();
                            for (int i = 0; i < 1 << NODE_BITS; i++) {
                                if (start + i >= firstPage && start + i < endPage) {
                                    node.present &= ~bit(i);
                                    node.readahead &= ~bit(i);
                                }
                            }
                            return node.present == 0;
                        });
        lastIndex = -1;
        last = EMPTY;
    }

    /**
     * The first page from {@code page} on that is not cached (page_cache_next_miss of Linux 6.1).
     *
     * @param maxPages how many pages to look at, at least 1; the last of them if all are cached
     */
    long nextMiss(long page, long maxPages) {
        long last = page + maxPages - 1;
        long at = page;
        while (at < last && contains(at)) {
            at++;
        }
        return at;
    }

    /**
     * The last page from {@code page} down that is not cached (page_cache_prev_miss of Linux 6.1).
     *
     * @param maxPages how many pages to look at, at least 1; the last of them if all are cached, -1
     *     if the look goes below page 0
     */
    long prevMiss(long page, long maxPages) {
        long last = page - maxPages + 1;
        long at = page;
        while (at > last && at >= 0 && contains(at)) {
            at--;
        }
        return at;
    }

    private Node node(long page) {
        long index = page >> NODE_BITS;
        if (index != lastIndex) {
            lastIndex = index;
            last = nodes.getOrDefault(index, EMPTY);
        }
        return last;
    }

    private static long bit(long page) {
        return 1L << (page & ((1 << NODE_BITS) - 1));
    }
}
