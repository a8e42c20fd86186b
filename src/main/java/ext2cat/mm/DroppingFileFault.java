// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.util.Optional;

/** A file's fault that drops the lock before anything slow (filemap_fault of 6.1). */
final class DroppingFileFault {

    private final FileBacking file;
    private final FilePages pages;
    private final Fault fault;
    private boolean lockDropped;

    DroppingFileFault(FileBacking file, Fault fault) {
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
            file.readahead().onMiss(fault.area(), index, this::dropLock);
        } else if (!fault.flags().tried()) {
            file.readahead().onHit(fault.area(), cached.get(), this::dropLock);
        }
        boolean failedBefore = false;
        Page page = cached.orElseGet(() -> pages.findOrCreate(index));
        while (true) {
            if (page.is(PageFlag.LOCKED)) {
                if (fault.flags().retryNowait()) {
                    page.put();
                    return new VmFault.Retry(false);
                }
                dropLock();
                pages.await(page);
            }
            if (!page.isDetached()) {
                if (page.is(PageFlag.UPTODATE)) {
                    return found(page, major);
                }
                if (failedBefore) {
                    page.put();
                    return VmFault.Failure.SIGBUS;
                }
                dropLock();
                pages.startRead(page);
                pages.await(page);
                failedBefore = true;
                if (lockDropped) {
                    page.put();
                    return new VmFault.Retry(true);
                }
            }
            page.put();
            page = pages.findOrCreate(index);
        }
    }

    private VmFault found(Page page, boolean major) {
        if (lockDropped) {
            page.put();
            return new VmFault.Retry(true);
        }
        if (fault.index() >= pages.sizePages()) {
            page.put();
            return VmFault.Failure.SIGBUS;
        }
        return new VmFault.Found(page, major);
    }

    private void dropLock() {
        lockDropped |= fault.dropLockForIo();
    }
}
