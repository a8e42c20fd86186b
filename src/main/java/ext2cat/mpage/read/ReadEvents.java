// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.EndReason;

/**
 * Told of each step of a read that submits no bio itself; for recorders. Each method does nothing
 * unless overridden.
 */
public interface ReadEvents {

    /** Nobody listens. */
    ReadEvents NONE = new ReadEvents() {};

    /**
     * A readahead window reaches the file system (mpage_readahead).
     *
     * @param window the pages of it
     */
    default void readPages(Window window) {}

    /**
     * A single page reaches the file system (mpage_read_folio).
     *
     * @param page the page's number in the file, from 0
     */
    default void readFolio(long page) {}

    /**
     * A page is read block by block (block_read_full_folio).
     *
     * @param page the page's number in the file, from 0
     * @param why what in the page's blocks does not fit one request
     */
    default void confused(long page, EndReason why) {}
}
