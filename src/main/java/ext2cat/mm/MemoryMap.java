// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.mm.KernelPolicies.StackGuard;

import java.util.List;
import java.util.Optional;

/**
 * The address space of a process (mm_struct): its areas, its page table, and the lock over them.
 *
 * <p>The calls that change it (mmap, munmap, mprotect, mremap, mlock, madvise, fork) take the lock
 * themselves and give 0 or a negative error number, as the system calls do. A walk by {@link
 * UserPages} must be made with the lock held.
 */
public final class MemoryMap implements AutoCloseable {

    private static final long FIRST_FREE_ADDRESS = 0x7000_0000_0000L;

    private final Machine machine;
    private final MmapLock mmapLock = new MmapLock();
    private final AreaList areas = new AreaList();
    private final PageTable pageTable = new PageTable();
    private final FaultHandler faultHandler;

    /**
     * An address space in which nothing is mapped.
     *
     * @param machine the machine it is on
     */
    public MemoryMap(Machine machine) {
        this.machine = machine;
        this.faultHandler = new FaultHandler(machine);
    }

    /** The machine it is on. */
    Machine machine() {
        return machine;
    }

    /** Waits for the lock over the areas, for reading: walks and faults hold it. */
    public void lockRead() {
        mmapLock.lockRead();
    }

    /** Gives the lock back that was taken for reading. */
    public void unlockRead() {
        mmapLock.unlockRead();
    }

    /** The lock over the areas. */
    MmapLock mmapLock() {
        return mmapLock;
    }

    AreaList areas() {
        return areas;
    }

    PageTable pageTable() {
        return pageTable;
    }

    VmFault handleMmFault(Fault fault) {
        return faultHandler.handleMmFault(fault);
    }

    /** The first area that ends above {@code address} (find_vma). */
    Optional<VmArea> findVma(long address) {
        return areas.findAtOrAbove(address);
    }

    /** The area that holds {@code address} (vma_lookup). */
    Optional<VmArea> lookup(long address) {
        return areas.lookup(address);
    }

    /** All areas, by address. */
    List<VmArea> areaSnapshot() {
        return areas.snapshot();
    }

    /** The page-table entry for {@code address}. */
    Pte entry(long address) {
        synchronized (pageTable) {
            return pageTable.get(address);
        }
    }

    /**
     * {@return whether an access to {@code address} would write to its page with no fault}
     *
     * @param address any address
     */
    public boolean isWritable(long address) {
        return entry(address) instanceof Pte.Mapped mapped && mapped.writable();
    }

    /** An address at which {@code pages} pages are free (get_unmapped_area). */
    long findFree(long pages) {
        long address = FIRST_FREE_ADDRESS;
        for (VmArea area : areas.snapshot()) {
            if (area.startAddress() - address >= pages << Page.SHIFT) {
                break;
            }
            address = Math.max(address, area.endAddress());
        }
        return address;
    }

    /**
     * The area that holds {@code address}, after a stack just above it has grown down to it if it
     * may (find_extend_vma).
     */
    Optional<VmArea> findExtend(long address) {
        Optional<VmArea> found = areas.findAtOrAbove(address);
        if (found.isEmpty() || found.get().contains(address)) {
            return found;
        }
        VmArea stack = found.get();
        if (!stack.flags().has(VmFlag.GROWSDOWN)) {
            return Optional.empty();
        }
        long newStart = address & -Page.SIZE_BYTES;
        synchronized (pageTable) {
            Optional<VmArea> below = areas.findBelow(newStart + 1);
            StackGuard guard = machine.policies().stackGuard();
            if (below.isPresent() && !guard.allows(below.get(), newStart)) {
                return Optional.empty();
            }
            VmArea grown = stack.grownDownTo(newStart);
            areas.replace(stack, grown);
            return Optional.of(grown);
        }
    }

    /** Notes that an area is about to have anonymous pages (anon_vma_prepare). */
    void prepareAnonVma(VmArea area) {
        if (area.anonVma().isPresent()) {
            return;
        }
        synchronized (pageTable) {
            if (area.anonVma().isEmpty()) {
                area.setAnonVma(areas.anonVmaOfNeighbour(area).orElseGet(AnonVma::create));
            }
        }
    }

    /**
     * Maps something; what was mapped there goes.
     *
     * @return the address or a negative error number
     */
    long mmap(MapRequest request) {
        return new MmapCall(this).mmap(request);
    }

    /**
     * Takes a range out; what is not mapped there does not matter.
     *
     * @param address the first address, of a page
     * @param pages how many pages, at least 1
     * @return 0 or a negative error number
     */
    public long munmap(long address, long pages) {
        return new MmapCall(this).munmap(address, pages);
    }

    /** Takes the entries of a backing's pages out (unmap_mapping_range for one address space). */
    void unmapPages(Mappings of, long firstIndex, long endIndex, boolean evenCopies) {
        Zap zap = new Zap(machine);
        for (VmArea area : areas.snapshot()) {
            if (!isOf(area, of)) {
                continue;
            }
            long first = Math.max(firstIndex, area.pageOffset());
            long end = Math.min(endIndex, area.indexOf(area.endAddress()));
            if (first >= end) {
                continue;
            }
            synchronized (pageTable) {
                pageTable.change(
                        addressOf(area, first),
                        addressOf(area, end),
                        (address, pte) -> isCopy(pte) && !evenCopies ? pte : zap.entry(pte));
            }
        }
    }

    /** Makes this address space's shared entries of a page read-only and clean (page_mkclean). */
    boolean cleanEntries(Mappings of, Page page) {
        boolean[] dirty = {false};
        for (VmArea area : areas.snapshot()) {
            boolean holds =
                    page.index() >= area.pageOffset()
                            && page.index() < area.indexOf(area.endAddress());
            if (!isOf(area, of) || !area.flags().has(VmFlag.SHARED) || !holds) {
                continue;
            }
            long at = addressOf(area, page.index());
            synchronized (pageTable) {
                pageTable.change(
                        at,
                        at + Page.SIZE_BYTES,
                        (address, pte) -> {
                            if (!(pte instanceof Pte.Mapped mapped) || mapped.page() != page) {
                                return pte;
                            }
                            dirty[0] |= mapped.dirty();
                            return mapped.writeProtected().cleaned();
                        });
            }
        }
        return dirty[0];
    }

    private static boolean isOf(VmArea area, Mappings of) {
        return area.backing().filter(backing -> backing.mappings() == of).isPresent();
    }

    private static long addressOf(VmArea area, long index) {
        return area.startAddress() + (index - area.pageOffset() << Page.SHIFT);
    }

    private static boolean isCopy(Pte pte) {
        return pte instanceof Pte.Swapped
                || pte instanceof Pte.Mapped mapped && mapped.page().is(PageFlag.ANON);
    }

    /** The process exits: everything is unmapped (exit_mmap). */
    @Override
    public void close() {
        mmapLock.lockWrite();
        try {
            for (VmArea area : areas.snapshot()) {
                new MmapCall(this).remove(area);
            }
        } finally {
            mmapLock.unlockWrite();
        }
    }
}
