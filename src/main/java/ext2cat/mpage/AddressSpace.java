// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.block.GetBlock;

import java.io.IOException;

/** The cached pages of one file, and the reader that brings in what is missing (address_space). */
public final class AddressSpace {

    private final FileShape shape;
    private final MpageReader reader;
    private final PageCache pages = new PageCache();

    /**
     * The address space of one file, nothing of it cached.
     *
     * @param model whose way of reading
     * @param shape the file's size and units
     * @param getBlock the file's map
     * @param submitter takes the bios
     * @param destination where their bytes go
     * @param events told of what is read and why
     */
    public AddressSpace(
            ReadModel model,
            FileShape shape,
            GetBlock getBlock,
            BioSubmitter submitter,
            BioDestination destination,
            ReadEvents events) {
        this.shape = shape;
        this.reader = new MpageReader(model, shape, getBlock, submitter, destination, events);
    }

    /** The file's size and units. */
    public FileShape shape() {
        return shape;
    }

    /**
     * Drops the pages from {@code firstPage} to before {@code endPage}; they are read again when
     * they are next needed.
     */
    public void drop(long firstPage, long endPage) {
        pages.drop(firstPage, endPage);
    }

    PageCache pages() {
        return pages;
    }

    /**
     * Reads the pages of a run that are not cached yet, and none behind the end of the file
     * (do_page_cache_ra and page_cache_ra_unbounded). Cached pages divide the run into several
     * windows.
     *
     * @param lookaheadPages how far from the run's end the page lies that gets the readahead mark;
     *     0 for none
     */
    void readPages(long firstPage, long nrPages, long lookaheadPages) throws IOException {
        long filePages = shape.sizePages();
        if (firstPage >= filePages) {
            return;
        }
        long endPage = Math.min(firstPage + nrPages, filePages);
        long markPage = lookaheadPages == 0 ? -1 : endPage - lookaheadPages;
        long windowStart = firstPage;
        for (long page = firstPage; page < endPage; page++) {
            if (pages.contains(page)) {
                readWindow(windowStart, page);
                windowStart = page + 1;
                continue;
            }
            pages.add(page);
            if (page == markPage) {
                pages.setReadaheadMark(page);
            }
        }
        readWindow(windowStart, endPage);
    }

    /** Reads one page that somebody waits for (filemap_read_folio). */
    void readFolio(long page) throws IOException {
        pages.add(page);
        reader.readFolio(page);
    }

    private void readWindow(long firstPage, long endPage) throws IOException {
        if (firstPage < endPage) {
            reader.readPages(new Window(firstPage, endPage - firstPage));
        }
    }
}
