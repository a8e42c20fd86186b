// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.QueueLimits;

/**
 * On-demand readahead in single pages as Linux 3.10 has it: no request makes a window larger, and
 * what advice asks for is read whatever the device allows.
 */
final class BoundedPageReadahead extends SinglePageReadahead {

    BoundedPageReadahead(AddressSpace mapping, QueueLimits limits) {
        super(mapping, limits);
    }

    @Override
    void copiedUpTo(long positionBytes) {
        // A miss in the middle of a call is judged by where the call before it ended.
    }

    /** What counts is the page of the last byte that was read, not that of the next one. */
    @Override
    void readEndedAt(long positionBytes) {
        setPrevPosition(positionBytes - 1);
    }

    @Override
    void missWithoutReadahead(long page) {
        // The read call reads the page by itself.
    }

    @Override
    long forcedPages(long requestPages) {
        return requestPages;
    }

    @Override
    long maxPages(long requestPages) {
        return raPages();
    }

    @Override
    long missBehindMark(long page, long maxPages) {
        return mapping.pages().nextMiss(page + 1, maxPages);
    }

    @Override
    long nextWindowSize(long maxPages) {
        return nextSize(size, maxPages);
    }

    /** However large both are together. */
    @Override
    void joinNextWindow(long maxPages) {
        asyncSize = nextSize(size, maxPages);
        size += asyncSize;
    }

    /** One cached page before the one that misses is enough (count_history_pages). */
    @Override
    boolean contextWindow(long page, long requestPages, long maxPages) {
        // The walk down looks at maxPages pages, and ends before the last of them if all are there.
        long history = page - 1 - mapping.pages().prevMiss(page - 1, maxPages + 1);
        if (history == 0) {
            return false;
        }
        long stream = history >= page ? 2 * history : history; // from the start: a strong sign
        start = page;
        size = initialSize(stream + requestPages, maxPages);
        asyncSize = size;
        return true;
    }
}
