// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import java.util.List;

/**
 * The pages that one readahead call hands to the file system (readahead_control): adjacent, none of
 * them cached, already taken into the page cache.
 *
 * @param firstPage the first page
 * @param folios the folios that the pages come in, ascending, at least one
 */
public record Window(long firstPage, List<FolioRun> folios) {

    /**
     * A window of single pages.
     *
     * @param pages how many, at least 1
     */
    public Window(long firstPage, long pages) {
        this(firstPage, List.of(new FolioRun(0, pages)));
    }

    /** How many pages the window has. */
    public long pages() {
        long pages = 0;
        for (FolioRun run : folios) {
            pages += run.pages();
        }
        return pages;
    }

    /** The page behind the last. */
    public long endPage() {
        return firstPage + pages();
    }
}
