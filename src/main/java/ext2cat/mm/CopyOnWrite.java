// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

/**
 * A write to a page whose entry is read-only (do_wp_page): the page is used again if nobody else
 * has it, written to in place if the area is shared, and copied otherwise.
 */
final class CopyOnWrite {

    private static final VmFault BROKE_COW = new VmFault.Handled(false, true);

    private final Machine machine;

    CopyOnWrite(Machine machine) {
        this.machine = machine;
    }

    /** Makes the entry of a page that was just made, and belongs to one process alone. */
    static Pte.Mapped mapNewAnonymous(Page page, boolean writable, boolean dirty) {
        page.set(PageFlag.UPTODATE);
        page.set(PageFlag.ANON);
        page.set(PageFlag.ANON_EXCLUSIVE);
        page.addMapping();
        return new Pte.Mapped(page, writable, dirty);
    }

    VmFault handle(Fault fault, Pte pte) {
        boolean sharedAndWritable = fault.area().flags().hasAll(VmFlag.WRITE, VmFlag.SHARED);
        return switch (pte) {
            case Pte.Mapped mapped when mapped.page().is(PageFlag.ANON) ->
                    writeToAnonymous(fault, mapped);
            case Pte.Mapped mapped when sharedAndWritable -> writeToShared(fault, mapped);
            case Pte.Pfn pfn when sharedAndWritable -> {
                replace(fault, pte, new Pte.Pfn(pfn.memory(), true, true));
                yield VmFault.MINOR;
            }
            default -> copy(fault, pte);
        };
    }

    private VmFault writeToAnonymous(Fault fault, Pte.Mapped pte) {
        PageTable table = fault.map().pageTable();
        synchronized (table) {
            if (table.get(fault.address()) != pte) {
                return VmFault.MINOR;
            }
            if (machine.policies().cowReuse().mayReuse(machine, pte.page())) {
                pte.page().set(PageFlag.ANON_EXCLUSIVE);
                boolean mayWrite = fault.area().flags().has(VmFlag.WRITE);
                table.set(fault.address(), new Pte.Mapped(pte.page(), mayWrite, true));
                return BROKE_COW;
            }
        }
        return copy(fault, pte);
    }

    /** A first write to a clean page of a shared area (wp_page_shared). */
    private VmFault writeToShared(Fault fault, Pte.Mapped pte) {
        Backing backing = fault.area().backing().orElseThrow();
        Page page = pte.page();
        page.get();
        try {
            if (backing.notifiesFirstWrite() && !backing.pageMkwrite(page)) {
                return VmFault.MINOR;
            }
            if (!replace(fault, pte, new Pte.Mapped(page, true, true))) {
                return VmFault.MINOR;
            }
            return dirtyShared(fault, page, false);
        } finally {
            page.put();
        }
    }

    /**
     * After a shared page was made writable (fault_dirty_shared_page): it is dirty, and the writer
     * may have to be held up, for which the lock is dropped where the model does so.
     */
    VmFault dirtyShared(Fault fault, Page page, boolean major) {
        Backing backing = fault.area().backing().orElseThrow();
        boolean newlyDirty = page.setDirty();
        boolean holdUp = (newlyDirty || backing.notifiesFirstWrite()) && page.isAttached();
        if (holdUp && machine.policies().dirtyThrottle().dropsLock(fault)) {
            return new VmFault.Completed(major);
        }
        return VmFault.handled(major);
    }

    private VmFault copy(Fault fault, Pte old) {
        fault.map().prepareAnonVma(fault.area());
        PageTable table = fault.map().pageTable();
        boolean mayWrite = fault.area().flags().has(VmFlag.WRITE);
        Zap zap = new Zap(machine);
        synchronized (table) {
            if (table.get(fault.address()) != old) {
                return VmFault.MINOR;
            }
            Page page =
                    switch (old) {
                        case Pte.Mapped mapped ->
                                machine.frames().allocateCopy(mapped.page().memory());
                        case Pte.Pfn pfn -> machine.frames().allocateCopy(pfn.memory());
                        default -> machine.frames().allocateZeroed();
                    };
            table.set(fault.address(), mapNewAnonymous(page, mayWrite, true));
            zap.entry(old);
        }
        return BROKE_COW;
    }

    private static boolean replace(Fault fault, Pte old, Pte with) {
        PageTable table = fault.map().pageTable();
        synchronized (table) {
            if (table.get(fault.address()) != old) {
                return false;
            }
            table.set(fault.address(), with);
            return true;
        }
    }
}
