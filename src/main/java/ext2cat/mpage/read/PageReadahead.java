// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.QueueLimits;

/** On-demand readahead in single pages as Linux 6.1 has it. */
final class PageReadahead extends SinglePageReadahead {

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

    /** If all pages looked at are cached, Linux 6.1 takes the last of them for missing. */
    @Override
    long missBehindMark(long page, long maxPages) {
        return Math.min(mapping.pages().nextMiss(page + 1, maxPages), page + maxPages);
    }

    /** A large read may have made the window larger than the limit; it stays so. */
    @Override
    long nextWindowSize(long maxPages) {
        return Math.max(size, nextSize(size, maxPages));
    }

    /** Both together are at most one window of the largest size. */
    @Override
    void joinNextWindow(long maxPages) {
        long next = nextSize(size, maxPages);
        if (size + next <= maxPages) {
            asyncSize = next;
            size += next;
        } else {
            size = maxPages;
            asyncSize = maxPages >> 1;
        }
    }
}
