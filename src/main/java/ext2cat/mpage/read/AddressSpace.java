// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.ReadModel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cached pages of one file, and the reader that brings in what is missing (address_space).
 *
 * <p>A window goes on where a block cannot be mapped or read: its page is kept, but is not up to
 * date. Who comes to it reads it once more, and only then learns that it cannot be read. A page
 * that was read block by block keeps its buffers until all of them are up to date.
 */
public final class AddressSpace {

    private final ReadModel model;
    private final FileShape shape;
    private final MpageReader reader;
    private final PageCache pages = new PageCache();

    /** Why a folio is not up to date, by its first page. */
    private final Map<Long, IOException> errors = new HashMap<>();

    /**
     * The address space of one file, nothing of it cached.
     *
     * @param model whose way of reading
     * @param shape the file's size and units
     * @param getBlock the file's map
     * @param submitter takes the bios
     * @param destination where their bytes go
     * @param events receives what is read and why
     */
    public AddressSpace(
            ReadModel model,
            FileShape shape,
            GetBlock getBlock,
            BioSubmitter submitter,
            BioDestination destination,
            ReadEvents events) {
        this.model = model;
        this.shape = shape;
        this.reader =
                new MpageReader(
                        model, shape, getBlock, submitter, destination, events, this::failed);
    }

    private void failed(long fileBlock, long blocks, IOException cause) {
        int bits = shape.blocksPerPageBits();
        long end = fileBlock + blocks - 1 >> bits;
        for (long page = fileBlock >> bits; page <= end; page = pages.folioEnd(page)) {
            errors.putIfAbsent(pages.folioStart(page), cause);
        }
    }

    /** {@return the file's size and units} */
    public FileShape shape() {
        return shape;
    }

    /**
     * Drops the pages from {@code firstPage} to before {@code endPage}; they are read again when
     * they are next needed.
     *
     * @param firstPage the first of them
     * @param endPage the page after the last of them
     */
    public void drop(long firstPage, long endPage) {
        pages.drop(firstPage, endPage);
        errors.keySet().removeIf(page -> !pages.contains(page));
        reader.fullPageReader.drop(firstPage, endPage);
    }

    /**
     * {@return whether a page is cached and up to date}
     *
     * @param page the page's number in the file, from 0
     */
    public boolean isUptodate(long page) {
        return pages.contains(page)
                && (errors.isEmpty() || !errors.containsKey(pages.folioStart(page)));
    }

    /** Whether bytes of a page are up to date though it has other blocks that are not. */
    boolean isPartiallyUptodate(long page, long fromByte, long endByte) {
        return reader.fullPageReader.isPartiallyUptodate(page, fromByte, endByte);
    }

    /**
     * {@return whether a page is cached, and its reader is to start the next readahead}
     *
     * @param page the page's number in the file, from 0
     */
    public boolean hasReadaheadMark(long page) {
        return pages.hasReadaheadMark(page);
    }

    ReadModel model() {
        return model;
    }

    PageCache pages() {
        return pages;
    }

    /**
     * Reads the pages of a run that are not cached yet, and none behind the end of the file
     * (do_page_cache_ra and page_cache_ra_unbounded). The model says whether cached pages divide
     * the run into several windows.
     *
     * @param firstPage the first page of the run
     * @param nrPages how many pages the run has
     * @param lookaheadPages how far from the run's end the page lies that gets the readahead mark;
     *     0 for none
     * @throws IOException if a page cannot be read
     */
    public void readPages(long firstPage, long nrPages, long lookaheadPages) throws IOException {
        long filePages = shape.sizePages();
        if (firstPage >= filePages) {
            return;
        }
        long endPage = Math.min(firstPage + nrPages, filePages);
        boolean listed = model.windows() == ReadModel.WindowRule.LISTED;
        long markFrom = listed ? firstPage + nrPages : endPage;
        long markPage = lookaheadPages == 0 ? -1 : markFrom - lookaheadPages;
        List<FolioRun> missing = new ArrayList<>();
        long runStart = firstPage;
        for (long page = firstPage; page < endPage; page++) {
            if (pages.contains(page)) {
                addRun(missing, runStart, page);
                runStart = page + 1;
                if (!listed) {
                    readAndClear(missing);
                }
                continue;
            }
            pages.add(page, 0);
            if (page == markPage) {
                pages.setReadaheadMark(page);
            }
        }
        addRun(missing, runStart, endPage);
        readAndClear(missing);
    }

    private static void addRun(List<FolioRun> runs, long firstPage, long endPage) {
        if (firstPage < endPage) {
            runs.add(new FolioRun(firstPage, 0, endPage - firstPage));
        }
    }

    private void readAndClear(List<FolioRun> runs) throws IOException {
        if (!runs.isEmpty()) {
            read(new Window(List.copyOf(runs)));
            runs.clear();
        }
    }

    /** Hands a window to the file system; pages that it leaves alone are forgotten (read_pages). */
    private void read(Window window) throws IOException {
        if (!reader.readPages(window)) {
            window.folios().forEach(run -> pages.drop(run.firstPage(), run.endPage()));
        }
    }

    /**
     * Reads a run of pages that are not cached in folios of up to {@code 1 << order} pages, smaller
     * where alignment, the end of the run or the end of the file ask for it (page_cache_ra_order).
     * From the first page that is cached already it goes on in single pages.
     *
     * @param lookaheadPages how far from the run's end the folio lies that gets the readahead mark
     */
    void readFolios(long firstPage, long nrPages, int order, long lookaheadPages)
            throws IOException {
        long endPage = Math.min(firstPage + nrPages, shape.sizePages());
        long markPage = firstPage + nrPages - lookaheadPages;
        List<FolioRun> folios = new ArrayList<>();
        long page = firstPage;
        while (page < endPage) {
            int folioOrder = Math.min(order, Long.numberOfTrailingZeros(page));
            while (page + (1L << folioOrder) > endPage) {
                folioOrder--;
            }
            if (pages.containsAny(page, folioOrder)) {
                break;
            }
            pages.add(page, folioOrder);
            if (page == markPage >> folioOrder << folioOrder) {
                pages.setReadaheadMark(page);
            }
            addFolio(folios, page, folioOrder);
            page += 1L << folioOrder;
        }
        if (!folios.isEmpty()) {
            read(new Window(folios));
        }
        if (page < endPage) {
            readPages(page, firstPage + nrPages - page, lookaheadPages);
        }
    }

    private static void addFolio(List<FolioRun> folios, long page, int order) {
        if (!folios.isEmpty() && folios.getLast().order() == order) {
            FolioRun last = folios.removeLast();
            folios.add(new FolioRun(last.firstPage(), order, last.count() + 1));
        } else {
            folios.add(new FolioRun(page, order, 1));
        }
    }

    /** Starts the read of a page for which nobody waits yet (page_cache_read of Linux 3.10). */
    void startRead(long page) {
        try {
            readFolio(page);
        } catch (IOException e) {
            // Who waits for it finds it not up to date, and reads it again.
        }
    }

    /**
     * Reads one page that somebody waits for, cached or not (filemap_read_folio).
     *
     * @param page the page's number in the file, from 0
     * @throws IOException if it is not up to date then
     */
    public void readFolio(long page) throws IOException {
        if (!pages.contains(page)) {
            pages.add(page, 0);
        }
        long first = pages.folioStart(page);
        errors.remove(first);
        int order = Long.numberOfTrailingZeros(pages.folioEnd(page) - first);
        reader.readFolio(new FolioRun(first, order, 1));
        IOException error = errors.get(first);
        if (error != null) {
            throw error;
        }
    }
}
