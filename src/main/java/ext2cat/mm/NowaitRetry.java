// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** What FOLL_NOWAIT does to *nonblocking when a page must be read first. */
public enum NowaitRetry {
    /** It stays 1, for the lock is still held. */
    LEAVES_NONBLOCKING,
    /** It becomes 0, although the lock is still held. */
    CLEARS_NONBLOCKING;

    /** Whether a fault that was given up clears it. */
    boolean clears(FaultFlags flags) {
        return this == CLEARS_NONBLOCKING || !flags.retryNowait();
    }
}
