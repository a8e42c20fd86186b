// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.BioDestination;
import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.bio.destination.PageDestination;
import ext2cat.mpage.Advice;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.read.AddressSpace;
import ext2cat.mpage.read.FileShape;
import ext2cat.mpage.read.OpenFile;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pages of a mapped file of an image: the memory behind what its {@link AddressSpace} caches.
 *
 * <p>A fault on a page that is not cached goes through the file's readahead, mpage_readpages and
 * get_block, and is a major one; on a cached page it is minor. The address space knows which pages
 * are cached; a cached page that no bio filled is a hole, and gets its zeros when it is first
 * looked for. Reads are done when they return, so no page is ever locked. A page that cannot be
 * read is a bus error, as is one beyond the end of the file.
 */
final class ImagePages implements FilePages, AutoCloseable {

    private final Machine machine;
    private final AddressSpace mapping;
    private final QueueLimits limits;
    private final Mappings mappings = new Mappings();
    private final Map<Long, Page> pages = new HashMap<>();

    ImagePages(
            Machine machine,
            long sizeBytes,
            QueueLimits limits,
            Function<BioDestination, AddressSpace> open) {
        this.machine = machine;
        this.limits = limits;
        this.mapping = open.apply(new PageDestination(this::pageToFill, sizeBytes));
    }

    /** Opens the file once more: what is to be mapped. */
    FileBacking open() {
        return new FileBacking(this, new Readahead(new OpenFile(mapping, limits)));
    }

    private synchronized Page pageToFill(long index) {
        return pages.computeIfAbsent(
                index,
                _ -> {
                    Page page = machine.frames().allocateZeroed();
                    page.attach(this, index);
                    return page;
                });
    }

    @Override
    public long sizePages() {
        return mapping.shape().sizeBytes() + Page.SIZE_BYTES - 1 >> Page.SHIFT;
    }

    @Override
    public synchronized Optional<Page> find(long index) {
        long cachePage = cachePage(index);
        if (!mapping.isUptodate(cachePage)) {
            return Optional.empty();
        }
        Page page = pageToFill(index);
        page.set(PageFlag.UPTODATE);
        if (mapping.hasReadaheadMark(cachePage)) {
            page.set(PageFlag.READAHEAD);
        } else {
            page.clear(PageFlag.READAHEAD);
        }
        page.get();
        return Optional.of(page);
    }

    @Override
    public synchronized Page findOrCreate(long index) {
        return find(index)
                .orElseGet(
                        () -> {
                            Page page = pageToFill(index);
                            page.clear(PageFlag.UPTODATE);
                            page.get();
                            return page;
                        });
    }

    @Override
    public synchronized void startRead(long firstIndex, long nrPages, long lookaheadPages) {
        try {
            long first = cachePage(firstIndex);
            mapping.readPages(
                    first,
                    cachePage(firstIndex + nrPages - 1) - first + 1,
                    cachePage(lookaheadPages));
        } catch (IOException e) {
            // Nobody waits for what is read ahead: who needs the page reads it again, and fails.
        }
    }

    @Override
    public synchronized void startRead(Page page) {
        try {
            mapping.readFolio(cachePage(page.index()));
            page.set(PageFlag.UPTODATE);
        } catch (IOException e) {
            page.set(PageFlag.ERROR);
        }
    }

    @Override
    public void await(Page page) {}

    @Override
    public Mappings mappings() {
        return mappings;
    }

    /**
     * Takes all pages out of the cache and of every mapping. A page that is pinned stays with
     * whoever pinned it, and a later fault reads another one.
     */
    void drop() {
        mappings.unmapRange(0, sizePages(), false);
        synchronized (this) {
            mapping.drop(0, mapping.shape().sizePages());
            for (Page page : pages.values()) {
                page.detach();
                page.put();
            }
            pages.clear();
        }
    }

    /** Gives the cached pages back; there must be no mapping left. */
    @Override
    public void close() {
        drop();
    }

    /** The page of the cache, which is as large as a block if that is larger. */
    private long cachePage(long index) {
        return index >> mapping.shape().pageBits() - FileShape.PAGE_SHIFT;
    }

    /** The readahead of the model by which the file is read. */
    private final class Readahead implements MappingReadahead {

        private final OpenFile file;

        Readahead(OpenFile file) {
            this.file = file;
        }

        @Override
        public void onMiss(VmArea area, long index, Runnable beforeReading) {
            if (!area.flags().has(VmFlag.RAND_READ)) {
                beforeReading.run();
                touch(area, index);
            }
        }

        @Override
        public void onHit(VmArea area, Page page, Runnable beforeReading) {
            if (page.is(PageFlag.READAHEAD) && !area.flags().has(VmFlag.RAND_READ)) {
                beforeReading.run();
            }
            touch(area, page.index());
        }

        @Override
        public void countHit() {}

        private void touch(VmArea area, long index) {
            synchronized (ImagePages.this) {
                try {
                    file.fault(cachePage(index), advice(area));
                } catch (IOException e) {
                    // The fault finds no page, reads it by itself, and fails.
                }
            }
        }

        private static Advice advice(VmArea area) {
            if (area.flags().has(VmFlag.RAND_READ)) {
                return Advice.RANDOM;
            }
            return area.flags().has(VmFlag.SEQ_READ) ? Advice.SEQUENTIAL : Advice.NORMAL;
        }
    }
}
