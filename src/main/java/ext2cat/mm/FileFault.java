// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

/** The first access to a page of an area that has a backing (do_fault). */
final class FileFault {

    private final Machine machine;
    private final CopyOnWrite copyOnWrite;

    FileFault(Machine machine) {
        this.machine = machine;
        this.copyOnWrite = new CopyOnWrite(machine);
    }

    VmFault handle(Fault fault) {
        if (!fault.flags().write()) {
            return read(fault);
        }
        return fault.area().flags().has(VmFlag.SHARED) ? writeShared(fault) : writePrivate(fault);
    }

    /** Maps the page, and perhaps ready pages around it (do_read_fault). */
    private VmFault read(Fault fault) {
        Backing backing = fault.area().backing().orElseThrow();
        if (backing.mapsAround() && mapAround(fault, backing)) {
            return VmFault.MINOR;
        }
        return switch (backing.fault(fault)) {
            case VmFault.Found found -> {
                install(fault, found.page(), false);
                yield VmFault.handled(found.major());
            }
            case VmFault other -> other;
        };
    }

    /**
     * Maps the ready pages in the aligned stretch of addresses that the fault is in
     * (do_fault_around, filemap_map_pages).
     *
     * @return whether the page of the fault was among them
     */
    private boolean mapAround(Fault fault, Backing backing) {
        long stretchBytes = machine.policies().faultAroundPages() * (long) Page.SIZE_BYTES;
        if (stretchBytes <= Page.SIZE_BYTES) {
            return false;
        }
        VmArea area = fault.area();
        long start = Math.max(fault.address() & -stretchBytes, area.startAddress());
        long end = Math.min((fault.address() & -stretchBytes) + stretchBytes, area.endAddress());
        boolean mapped = false;
        for (long address = start; address < end; address += Page.SIZE_BYTES) {
            var ready = backing.readyPage(area.indexOf(address));
            if (ready.isPresent() && install(fault, address, ready.get(), false)) {
                mapped |= address == fault.address();
            }
        }
        return mapped;
    }

    /** A private copy is made at once (do_cow_fault). */
    private VmFault writePrivate(Fault fault) {
        fault.map().prepareAnonVma(fault.area());
        VmFault answer = fault.area().backing().orElseThrow().fault(fault);
        if (!(answer instanceof VmFault.Found found)) {
            return answer;
        }
        Page copy = machine.frames().allocateCopy(found.page().memory());
        found.page().put();
        boolean mayWrite = fault.area().flags().has(VmFlag.WRITE);
        PageTable table = fault.map().pageTable();
        synchronized (table) {
            if (table.get(fault.address()) == Pte.None.NONE) {
                table.set(fault.address(), CopyOnWrite.mapNewAnonymous(copy, mayWrite, true));
                return new VmFault.Handled(found.major(), true);
            }
        }
        copy.put();
        return VmFault.handled(found.major());
    }

    /** The backing's own page is mapped to be written to (do_shared_fault). */
    private VmFault writeShared(Fault fault) {
        Backing backing = fault.area().backing().orElseThrow();
        VmFault answer = backing.fault(fault);
        if (!(answer instanceof VmFault.Found found)) {
            return answer;
        }
        Page page = found.page();
        page.get();
        try {
            if (backing.notifiesFirstWrite() && !backing.pageMkwrite(page)) {
                page.put();
                return VmFault.MINOR;
            }
            if (!install(fault, page, true)) {
                return VmFault.handled(found.major());
            }
            return copyOnWrite.dirtyShared(fault, page, found.major());
        } finally {
            page.put();
        }
    }

    private boolean install(Fault fault, Page page, boolean write) {
        return install(fault, fault.address(), page, write);
    }

    /**
     * Puts the entry in, which takes over the caller's reference (finish_fault, do_set_pte).
     *
     * @return whether it is in; not if there is another by now, or the page has left the backing
     */
    private boolean install(Fault fault, long address, Page page, boolean write) {
        boolean mayWrite = fault.area().flags().has(VmFlag.WRITE);
        boolean writable = write ? mayWrite : !fault.area().entriesStartReadOnly();
        PageTable table = fault.map().pageTable();
        synchronized (table) {
            if (table.get(address) == Pte.None.NONE && !page.isDetached()) {
                page.addMapping();
                table.set(address, new Pte.Mapped(page, writable, write));
                return true;
            }
        }
        page.put();
        return false;
    }
}
