// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.util.Optional;

/**
 * What faults and unmapping ask of swap space. The product never swaps a page out, so a machine has
 * swap only beside the tests, where whole processes are replayed.
 */
interface Swap {

    /** The cached page of a place, with a reference for the caller (lookup_swap_cache). */
    Optional<Page> lookup(SwapEntry entry);

    /**
     * Starts to read a place and those around it (swap_cluster_readahead).
     *
     * @return the page, locked until the read is done, with a reference for the caller
     */
    Page readCluster(SwapEntry entry);

    /** Waits until a page is read. */
    void await(Page page);

    /** One user fewer (swap_free). */
    void release(SwapEntry entry);

    /** One user fewer; if it was the last, a page that nobody maps leaves the cache. */
    void releaseAndReclaim(SwapEntry entry);

    /**
     * Takes a page out of the cache if its place has no user (folio_free_swap). The bytes are then
     * nowhere else, so the page is dirty.
     *
     * @return whether the page is out
     */
    boolean tryToFree(Page page);
}
