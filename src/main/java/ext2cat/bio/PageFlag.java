// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

/** What is known about a page (PG_locked and its kin, the flags of struct page). */
public enum PageFlag {
    /** A read into the page is under way, or somebody changes what the page is. */
    LOCKED,
    /** The last read into the page failed. */
    ERROR,
    /** The page was used since somebody last looked. */
    REFERENCED,
    /** The page was used more than once. */
    ACTIVE,
    /** The bytes are valid. */
    UPTODATE,
    /** The bytes are newer than those in the place the page came from. */
    DIRTY,
    /** A reader of this page starts the next readahead. */
    READAHEAD,
    /** The page belongs to a process, not to a file. */
    ANON,
    /** One process alone maps this anonymous page and may write to it without asking further. */
    ANON_EXCLUSIVE,
    /** The page has a place in swap space, and can be found by it. */
    SWAPCACHE;

    int mask() {
        return 1 << ordinal();
    }
}
