// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Pages that stay until they are closed: what {@link UserPages#pin} gives to a Java caller, which
 * cannot forget to set a page dirty, and cannot write to a page that was pinned to be read.
 *
 * <p>Not for use by several threads at once.
 */
public final class PinnedPages implements AutoCloseable {

    private final List<Page> pages;
    private final boolean forWriting;
    private final boolean[] written;
    private boolean closed;

    PinnedPages(List<Page> pages, boolean forWriting) {
        this.pages = List.copyOf(pages);
        this.forWriting = forWriting;
        this.written = new boolean[pages.size()];
    }

    /** How many pages are pinned. */
    public int count() {
        return pages.size();
    }

    /**
     * Copies bytes out of a pinned page.
     *
     * @throws IllegalStateException after release
     */
    public void read(int i, long offsetBytes, MemorySegment to) {
        to.copyFrom(page(i).memory().asSlice(offsetBytes, to.byteSize()));
    }

    /**
     * Copies bytes into a pinned page, which will be set dirty at release.
     *
     * @throws IllegalStateException after release
     * @throws UnsupportedOperationException if the pages were pinned to be read
     */
    public void write(int i, long offsetBytes, MemorySegment from) {
        Page page = page(i);
        if (!forWriting) {
            throw new UnsupportedOperationException("page was pinned without FOLL_WRITE");
        }
        page.memory().asSlice(offsetBytes, from.byteSize()).copyFrom(from);
        written[i] = true;
    }

    private Page page(int i) {
        if (closed) {
            throw new IllegalStateException("pages are released");
        }
        return pages.get(i);
    }

    /**
     * Releases the pages: those that were written to are set dirty, then all references are put.
     *
     * @throws IllegalStateException if they are released already
     */
    @Override
    public void close() {
        if (closed) {
            throw new IllegalStateException("pages are released already");
        }
        closed = true;
        for (int i = 0; i < written.length; i++) {
            if (written[i]) {
                pages.get(i).setDirty();
            }
            pages.get(i).put();
        }
    }
}
