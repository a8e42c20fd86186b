// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageOwner;

import java.util.Optional;

/**
 * The cached pages of one file, as memory sees them (address_space): what a fault needs of a file
 * in order to map it. A page that is being read is locked; when it is unlocked and not up to date,
 * the read failed or was never started.
 */
interface FilePages extends PageOwner {

    /** The file's size in pages, the last one perhaps partly beyond its end. */
    long sizePages();

    /** The cached page at {@code index}, with a reference for the caller. */
    Optional<Page> find(long index);

    /**
     * The cached page at {@code index}, new and not up to date if there was none; with a reference.
     */
    Page findOrCreate(long index);

    /**
     * Starts to read those pages of a run that are not cached yet, and none beyond the end of the
     * file (do_page_cache_ra). It does not wait.
     *
     * @param lookaheadPages how far from the run's end the page lies that gets the readahead mark;
     *     0 for none
     */
    void startRead(long firstIndex, long nrPages, long lookaheadPages);

    /** Starts to read one cached page that is not up to date. */
    void startRead(Page page);

    /** Waits until the page is unlocked. */
    void await(Page page);

    /** Who maps the file. */
    Mappings mappings();

    /** Whether the file can be written to, so that first writes are noticed and dirt is tracked. */
    default boolean isWritable() {
        return false;
    }

    /** Tries to drop a clean page that nobody else has. */
    default void evict(Page page) {}
}
