// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/**
 * How {@code getUserPages} follows an address to its page (FOLL_WRITE and its kin). Each kernel has
 * some of them.
 */
public enum FollowFlag {
    /** The page will be written to: copies are made, pages become writable. */
    WRITE,
    /** Mark the page accessed, and with {@link #WRITE} dirty. */
    TOUCH,
    /** Take a reference; implied by an array for the pages. */
    GET,
    /** For a core dump: an error instead of memory that nobody touched. */
    DUMP,
    /** Go through missing rights, as a debugger may. */
    FORCE,
    /** Start a read that is needed, but do not wait for it. */
    NOWAIT,
    /** 3.10: the call is made by mlock. Without effect here: there are no guard pages to skip. */
    MLOCK,
    /** 3.10: split huge pages. Without effect here: there are none. */
    SPLIT,
    /** 6.1: an error instead of a fault. */
    NOFAULT,
    /** Say that a page is poisoned, if it is. Without effect here: none is. */
    HWPOISON,
    /** 3.10: handle NUMA hinting faults. Without effect here: there are none. */
    NUMA,
    /** Wait for page migration. Without effect here: pages do not migrate. */
    MIGRATION,
    /** 6.1: the fault was given up before, so now wait. */
    TRIED,
    /** 6.1: the address space is another process's. */
    REMOTE,
    /** 6.1: anonymous memory only. */
    ANON,
    /** 6.1: the pages will be kept for long. Without effect here: no memory has to stay movable. */
    LONGTERM,
    /** 6.1: count the reference as a pin for DMA. Refused here: this emulation takes references. */
    PIN;

    int mask() {
        return 1 << ordinal();
    }
}
