// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import java.util.List;

/**
 * The pages that one readahead call hands to the file system (readahead_control): none of them
 * cached before, all of them already taken into the page cache. They are adjacent since Linux 5.8;
 * before that a call took a list, in which pages that were cached already are left out.
 *
 * @param folios the folios that the pages come in, ascending, at least one
 */
public record Window(List<FolioRun> folios) {

    /**
     * A window of adjacent single pages.
     *
     * @param firstPage the first of them
     * @param pages how many, at least 1
     */
    public Window(long firstPage, long pages) {
        this(List.of(new FolioRun(firstPage, 0, pages)));
    }

    /** {@return the first page} */
    public long firstPage() {
        return folios.getFirst().firstPage();
    }

    /** {@return how many pages the window has} */
    public long pages() {
        long pages = 0;
        for (FolioRun run : folios) {
            pages += run.pages();
        }
        return pages;
    }
}
