// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

/**
 * Adjacent folios of one size in a window.
 *
 * @param firstPage the first page of the first of them
 * @param order log2 of the pages in each folio; 0 for single pages
 * @param count how many folios
 */
public record FolioRun(long firstPage, int order, long count) {

    /** {@return how many pages the folios have together} */
    public long pages() {
        return count << order;
    }

    /** {@return the page after the last} */
    public long endPage() {
        return firstPage + pages();
    }
}
