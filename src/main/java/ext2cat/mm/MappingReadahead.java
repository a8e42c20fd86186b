// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

/**
 * What an open file reads ahead when a mapping of it is touched (do_sync_mmap_readahead,
 * do_async_mmap_readahead).
 */
interface MappingReadahead {

    /**
     * The page is not cached.
     *
     * @param beforeReading called if anything is going to be read
     */
    void onMiss(VmArea area, long index, Runnable beforeReading);

    /** The page is cached, and perhaps marked. */
    void onHit(VmArea area, Page page, Runnable beforeReading);

    /** A cached page was mapped beside the one that was touched. */
    void countHit();
}
