// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

/** Handles a page fault (handle_mm_fault, handle_pte_fault). The lock is held for reading. */
final class FaultHandler {

    private final FileFault fileFault;
    private final CopyOnWrite copyOnWrite;
    private final SwapFault swapFault;
    private final Machine machine;

    FaultHandler(Machine machine) {
        this.machine = machine;
        this.copyOnWrite = new CopyOnWrite(machine);
        this.fileFault = new FileFault(machine);
        this.swapFault = new SwapFault(machine, copyOnWrite);
    }

    /**
     * Makes the entry at the fault's address such that the access can go on, if it may. The rights
     * of the area were checked before.
     */
    VmFault handleMmFault(Fault fault) {
        PageTable table = fault.map().pageTable();
        Pte pte;
        synchronized (table) {
            pte = table.get(fault.address());
        }
        return switch (pte) {
            case Pte.None none when fault.area().isAnonymous() -> anonymous(fault);
            case Pte.None none -> fileFault.handle(fault);
            case Pte.Swapped swapped -> swapFault.handle(fault, swapped);
            case Pte.Mapped mapped when fault.flags().write() && !mapped.writable() ->
                    copyOnWrite.handle(fault, mapped);
            case Pte.Zero zero when fault.flags().write() -> copyOnWrite.handle(fault, zero);
            case Pte.Pfn pfn when fault.flags().write() && !pfn.writable() ->
                    copyOnWrite.handle(fault, pfn);
            case Pte.Mapped mapped -> touched(fault, mapped);
            case Pte.Zero zero -> VmFault.MINOR;
            case Pte.Pfn pfn -> VmFault.MINOR;
        };
    }

    private static VmFault touched(Fault fault, Pte.Mapped pte) {
        PageTable table = fault.map().pageTable();
        synchronized (table) {
            if (fault.flags().write() && table.get(fault.address()) == pte) {
                table.set(fault.address(), pte.dirtied());
            }
        }
        return VmFault.MINOR;
    }

    /** The first access to private anonymous memory (do_anonymous_page). */
    private VmFault anonymous(Fault fault) {
        if (!machine.policies().stackGuard().admits(fault)) {
            return VmFault.Failure.SIGBUS;
        }
        PageTable table = fault.map().pageTable();
        if (!fault.flags().write()) {
            synchronized (table) {
                if (table.get(fault.address()) == Pte.None.NONE) {
                    table.set(fault.address(), new Pte.Zero(machine.zeroPage()));
                }
            }
            return VmFault.MINOR;
        }
        fault.map().prepareAnonVma(fault.area());
        Page page = machine.frames().allocateZeroed();
        boolean mayWrite = fault.area().flags().has(VmFlag.WRITE);
        synchronized (table) {
            if (table.get(fault.address()) == Pte.None.NONE) {
                table.set(fault.address(), CopyOnWrite.mapNewAnonymous(page, mayWrite, mayWrite));
                return VmFault.MINOR;
            }
        }
        page.put();
        return VmFault.MINOR;
    }
}
