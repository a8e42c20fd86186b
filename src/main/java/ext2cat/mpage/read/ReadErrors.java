// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import java.io.IOException;

/** What is done about blocks that cannot be mapped or read. */
@FunctionalInterface
interface ReadErrors {

    /** The first failure ends the read: for readers who want bytes, not a page cache. */
    ReadErrors THROWN =
            (_, _, cause) -> {
                throw cause;
            };

    /**
     * Some blocks of the file could not be mapped or read.
     *
     * @throws IOException if the read is to end; else it goes on, as a kernel's does
     */
    void failed(long fileBlock, long blocks, IOException cause) throws IOException;
}
