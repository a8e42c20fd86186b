// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.util.Optional;

/**
 * An open file that is mapped: the file's cached pages, and this opener's readahead (struct file,
 * generic_file_vm_ops).
 */
final class FileBacking implements Backing {

    private final FilePages pages;
    private final MappingReadahead readahead;

    /** A file that was just opened, and is read ahead in windows of 128 KiB. */
    FileBacking(FilePages pages) {
        this(pages, new WindowReadahead(pages));
    }

    FileBacking(FilePages pages, MappingReadahead readahead) {
        this.pages = pages;
        this.readahead = readahead;
    }

    FilePages pages() {
        return pages;
    }

    @Override
    public VmFault fault(Fault fault) {
        return fault.machine().policies().coldRead().fault(this, fault);
    }

    @Override
    public Mappings mappings() {
        return pages.mappings();
    }

    @Override
    public boolean mapsAround() {
        return true;
    }

    @Override
    public Optional<Page> readyPage(long index) {
        if (index >= pages.sizePages()) {
            return Optional.empty();
        }
        Optional<Page> found = pages.find(index);
        if (found.isEmpty()) {
            return found;
        }
        Page page = found.get();
        if (page.is(PageFlag.UPTODATE)
                && !page.is(PageFlag.LOCKED)
                && !page.is(PageFlag.READAHEAD)) {
            readahead.countHit();
            return found;
        }
        page.put();
        return Optional.empty();
    }

    @Override
    public boolean notifiesFirstWrite() {
        return pages.isWritable();
    }

    @Override
    public boolean tracksDirtyPages() {
        return pages.isWritable();
    }

    @Override
    public boolean pageMkwrite(Page page) {
        if (page.isDetached()) {
            return false;
        }
        page.setDirty();
        return true;
    }

    @Override
    public void willNeed(long firstIndex, long endIndex) {
        pages.startRead(firstIndex, endIndex - firstIndex, 0);
    }

    @Override
    public void reclaim(Page page) {
        pages.evict(page);
    }

    MappingReadahead readahead() {
        return readahead;
    }
}
