// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

/**
 * The pages that one readahead call hands to the file system (readahead_control): adjacent, none of
 * them cached, already taken into the page cache.
 *
 * @param firstPage the first page
 * @param pages how many, at least 1
 */
public record Window(long firstPage, long pages) {

    /** The page behind the last. */
    public long endPage() {
        return firstPage + pages;
    }
}
