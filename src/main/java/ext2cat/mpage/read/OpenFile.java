// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.Advice;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;

import java.io.IOException;

/**
 * An open file as the kernel sees it (struct file): turns read calls, advice and touches of a
 * mapping into readahead windows, and so into bios. Nothing is copied to anyone here; the pages are
 * brought in.
 */
public final class OpenFile {

    /** Pages that a read takes from the cache in one go (PAGEVEC_SIZE of Linux 6.1). */
    private static final int PAGEVEC_SIZE = 15;

    /** The most bytes that one read call brings: 2 GiB less a page (MAX_RW_COUNT). */
    public static final long MAX_READ_BYTES = 0x7fff_f000L;

    private final AddressSpace mapping;
    private final Readahead readahead;
    private final int pageBits;
    private final boolean pageFirst;
    private final int batchPages;

    /**
     * A file just opened.
     *
     * @param mapping its pages
     * @param limits its device
     */
    public OpenFile(AddressSpace mapping, QueueLimits limits) {
        this.mapping = mapping;
        this.readahead = Readahead.of(mapping.model().readahead(), mapping, limits);
        this.pageBits = mapping.shape().pageBits();
        this.pageFirst = mapping.model().calls() == ReadModel.CallRule.PAGE_FIRST;
        this.batchPages = pageFirst ? 1 : PAGEVEC_SIZE;
    }

    /**
     * read(2) or pread(2): brings in the pages of the range, and what readahead adds to them
     * (filemap_read; before Linux 5.11 do_generic_file_read).
     *
     * @param positionBytes where to read, not negative
     * @param lengthBytes how much, not negative
     * @return how many bytes there are: fewer than asked for at the end of the file and where more
     *     than 2 GiB less a page is asked for, and before a page that cannot be read; 0 behind the
     *     end
     * @throws IOException if the first page cannot be read
     */
    public long read(long positionBytes, long lengthBytes) throws IOException {
        long sizeBytes = mapping.shape().sizeBytes();
        long wantedBytes = Math.min(lengthBytes, MAX_READ_BYTES);
        long end = positionBytes + Math.min(wantedBytes, Math.max(0, sizeBytes - positionBytes));
        // The pages wanted are counted from the request, not from what the file has of it.
        long lastPage = (lastByte(positionBytes, wantedBytes) >> pageBits) + 1;
        long position = positionBytes;
        while (position < end) {
            long batchEnd;
            try {
                batchEnd = getPages(position, end, lastPage);
            } catch (IOException e) {
                if (position == positionBytes) {
                    throw e;
                }
                readahead.readEndedAt(position);
                return position - positionBytes;
            }
            position = Math.min(end, batchEnd << pageBits);
            readahead.copiedUpTo(position);
        }
        if (pageFirst && position < positionBytes + wantedBytes && !isInLastPage(position)) {
            getPages(position, position + 1, lastPage);
        }
        if (position > positionBytes) {
            readahead.readEndedAt(position);
        }
        return Math.max(0, end - positionBytes);
    }

    /** Whether a byte at or behind the end of the file would be in its last page. */
    private boolean isInLastPage(long position) {
        return position >> pageBits < mapping.shape().sizePages();
    }

    /**
     * The page behind a run of pages that are now there to be copied, the first of them that of
     * {@code position} (filemap_get_pages).
     *
     * @param endBytes where the call ends
     * @throws IOException if the first page cannot be read
     */
    private long getPages(long position, long endBytes, long lastPage) throws IOException {
        long page = position >> pageBits;
        if (!mapping.pages().contains(page)) {
            readahead.sync(page, lastPage - page);
            if (!mapping.pages().contains(page)) {
                readFolio(page);
            }
        }
        long end = page;
        do {
            end++;
        } while (end < lastPage
                && end - page < batchPages
                && mapping.pages().contains(end)
                && mapping.isUptodate(end - 1)
                && !mapping.pages().hasReadaheadMark(end - 1));
        long last = end - 1;
        if (mapping.pages().hasReadaheadMark(last)) {
            long folio = mapping.pages().folioStart(last);
            readahead.async(folio, lastPage - folio);
        }
        if (mapping.isUptodate(last) || isPartiallyUptodate(last, position, endBytes)) {
            return end;
        }
        try {
            readFolio(last);
            return end;
        } catch (IOException e) {
            if (last == page) {
                throw e;
            }
            return last; // the pages before it are copied; then it is tried once more
        }
    }

    private boolean isPartiallyUptodate(long page, long position, long endBytes) {
        long start = page << pageBits;
        return mapping.isPartiallyUptodate(
                page, Math.max(0, position - start), Math.min(endBytes - start, 1L << pageBits));
    }

    /** Reads a page that somebody waits for. */
    private void readFolio(long page) throws IOException {
        try {
            mapping.readFolio(page);
        } catch (IOException e) {
            readahead.shrink();
            throw e;
        }
    }

    /**
     * readahead(2) and POSIX_FADV_WILLNEED: brings in a range, as far as the device's limits allow.
     *
     * @param positionBytes where the range begins
     * @param lengthBytes how long it is; 0 brings in nothing
     * @throws IOException if a block cannot be mapped or read
     */
    public void willNeed(long positionBytes, long lengthBytes) throws IOException {
        if (lengthBytes > 0) {
            long first = positionBytes >> pageBits;
            readahead.force(first, (lastByte(positionBytes, lengthBytes) >> pageBits) - first + 1);
        }
    }

    /**
     * POSIX_FADV_DONTNEED: drops the whole pages of a range, and the file's last page where the
     * range ends with the file's last byte.
     *
     * @param positionBytes where the range begins
     * @param lengthBytes at least 1
     */
    public void dontNeed(long positionBytes, long lengthBytes) {
        long pageMask = (1L << pageBits) - 1;
        long firstPage = (positionBytes >> pageBits) + ((positionBytes & pageMask) == 0 ? 0 : 1);
        long lastByte = lastByte(positionBytes, lengthBytes);
        boolean whole =
                (lastByte & pageMask) == pageMask || lastByte == mapping.shape().sizeBytes() - 1;
        mapping.drop(firstPage, (lastByte >> pageBits) + (whole ? 1 : 0));
    }

    /** The last byte of a range, which is cut at the largest offset that there is. */
    private static long lastByte(long positionBytes, long lengthBytes) {
        return lengthBytes > Long.MAX_VALUE - positionBytes
                ? Long.MAX_VALUE
                : positionBytes + lengthBytes - 1;
    }

    /**
     * POSIX_FADV_NORMAL, _SEQUENTIAL and _RANDOM.
     *
     * @param advice how the file will be read
     */
    public void advise(Advice advice) {
        readahead.advise(advice);
    }

    /**
     * A program touches a page of a mapping of this file (filemap_fault).
     *
     * @param page inside the file
     * @param advice what madvise was told about the mapping
     * @throws IOException if the page cannot be read
     */
    public void fault(long page, Advice advice) throws IOException {
        boolean readsAhead = advice != Advice.RANDOM && readahead.raPages() > 0;
        if (mapping.pages().contains(page)) {
            if (readsAhead) {
                readahead.mapHit();
                if (mapping.pages().hasReadaheadMark(page)) {
                    readahead.async(page, readahead.raPages());
                }
            }
        } else if (readsAhead) {
            if (advice == Advice.SEQUENTIAL) {
                readahead.sync(page, readahead.raPages());
            } else {
                readahead.mapMiss(page);
            }
        }
        if (pageFirst && !mapping.pages().contains(page)) {
            mapping.startRead(page);
        }
        if (!mapping.isUptodate(page)) {
            readFolio(page);
        }
    }
}
