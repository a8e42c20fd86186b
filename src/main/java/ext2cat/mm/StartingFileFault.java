// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.util.Optional;

/** A file's fault that starts the read first, and then waits for it (filemap_fault of 3.10). */
final class StartingFileFault {

    private final FileBacking file;
    private final FilePages pages;
    private final Fault fault;

    StartingFileFault(FileBacking file, Fault fault) {
        this.file = file;
        this.pages = file.pages();
        this.fault = fault;
    }

    VmFault run() {
        long index = fault.index();
        if (index >= pages.sizePages()) {
            return VmFault.Failure.SIGBUS;
        }
        Optional<Page> cached = pages.find(index);
        boolean major = cached.isEmpty();
        if (major) {
            file.readahead().onMiss(fault.area(), index, () -> {});
        } else if (!fault.flags().tried()) {
            file.readahead().onHit(fault.area(), cached.get(), () -> {});
        }
        Page page = cached.orElseGet(() -> pages.findOrCreate(index));
        boolean started = false;
        while (true) {
            if (!page.is(PageFlag.LOCKED) && !page.is(PageFlag.UPTODATE) && !page.isDetached()) {
                if (started) {
                    page.put();
                    return VmFault.Failure.SIGBUS;
                }
                pages.startRead(page);
                started = true;
            }
            if (page.is(PageFlag.LOCKED)) {
                if (fault.mayRetry()) {
                    return giveUp(page);
                }
                pages.await(page);
            }
            if (page.is(PageFlag.UPTODATE) && !page.isDetached()) {
                return found(page, major);
            }
            page.put();
            page = pages.findOrCreate(index);
        }
    }

    private VmFault giveUp(Page page) {
        VmFault retry = fault.retryWithoutLock();
        if (!fault.flags().retryNowait()) {
            pages.await(page);
        }
        page.put();
        return retry;
    }

    private VmFault found(Page page, boolean major) {
        if (fault.index() >= pages.sizePages()) {
            page.put();
            return VmFault.Failure.SIGBUS;
        }
        return new VmFault.Found(page, major);
    }
}
