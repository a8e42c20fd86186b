// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.util.Optional;

/** An access to a page that was swapped out (do_swap_page). */
final class SwapFault {

    /** A page that only the swap cache and the fault know has this many references. */
    private static final int CACHE_AND_FAULT = 2;

    private final Machine machine;
    private final CopyOnWrite copyOnWrite;

    SwapFault(Machine machine, CopyOnWrite copyOnWrite) {
        this.machine = machine;
        this.copyOnWrite = copyOnWrite;
    }

    VmFault handle(Fault fault, Pte.Swapped old) {
        Swap swap = machine.swapSpace();
        Optional<Page> cached = swap.lookup(old.entry());
        boolean major = cached.isEmpty();
        Page page = cached.orElseGet(() -> swap.readCluster(old.entry()));
        if (page.is(PageFlag.LOCKED)) {
            if (fault.mayRetry()) {
                VmFault retry = fault.retryWithoutLock();
                if (!fault.flags().retryNowait()) {
                    swap.await(page);
                }
                page.put();
                return retry;
            }
            swap.await(page);
        }
        Optional<Pte.Mapped> mapped = install(fault, old, page);
        if (mapped.isEmpty()) {
            page.put();
            return VmFault.handled(major);
        }
        if (fault.flags().write() && !mapped.get().dirty()) {
            copyOnWrite.handle(fault, mapped.get());
        }
        return VmFault.handled(major);
    }

    private Optional<Pte.Mapped> install(Fault fault, Pte.Swapped old, Page page) {
        Swap swap = machine.swapSpace();
        boolean write = fault.flags().write();
        boolean locked = fault.area().flags().has(VmFlag.LOCKED);
        PageTable table = fault.map().pageTable();
        synchronized (table) {
            if (table.get(fault.address()) != old) {
                return Optional.empty();
            }
            swap.release(old.entry());
            if (locked || write && page.refCount() == CACHE_AND_FAULT) {
                swap.tryToFree(page);
            }
            boolean exclusive = old.exclusive() || page.refCount() == 1;
            if (exclusive) {
                page.set(PageFlag.ANON_EXCLUSIVE);
            }
            page.set(PageFlag.ANON);
            page.addMapping();
            boolean takeNow = exclusive && write;
            boolean mayWrite = fault.area().flags().has(VmFlag.WRITE);
            Pte.Mapped pte = new Pte.Mapped(page, takeNow && mayWrite, takeNow);
            table.set(fault.address(), pte);
            return Optional.of(pte);
        }
    }
}
