// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.host.Errno;

import java.util.List;
import java.util.Optional;

/**
 * The walk itself (__get_user_pages, follow_page_mask, faultin_page): goes from page to page, takes
 * a reference to each, and lets the fault handler make those entries that are missing or do not
 * allow the access.
 */
final class PageWalk {

    /** How the attempt to follow addresses to their pages ended. */
    private enum Followed {
        ALL,
        NEEDS_FAULT,
        NO_PAGE,
        BAD_ADDRESS
    }

    private final MemoryMap map;
    private final Task current;
    private final KernelPolicies model;

    PageWalk(MemoryMap map, Task current) {
        this.map = map;
        this.current = current;
        this.model = map.machine().policies();
    }

    /** Where a walk is, and why it stopped. */
    private static final class Progress {
        final Gup gup;
        final boolean wantsPages;
        final List<Page> pages;
        long address;
        long left;
        long done;
        long error;

        Progress(Gup gup, long address, long left) {
            this.gup = gup;
            this.wantsPages = gup.pages().isPresent();
            this.pages = gup.pages().orElseGet(List::of);
            this.address = address;
            this.left = left;
        }

        boolean hasMore() {
            return left != 0;
        }

        void take(VmArea area, Page page) {
            if (wantsPages) {
                pages.add(page);
            }
            goOn(area);
        }

        void goOn(VmArea area) {
            if (gup.areas().isPresent()) {
                gup.areas().get().add(area);
            }
            address += Page.SIZE_BYTES;
            left--;
            done++;
        }

        boolean stop(Errno errno) {
            error = errno.result();
            return false;
        }

        long result() {
            return done != 0 ? done : error;
        }
    }

    /**
     * Walks.
     *
     * @return how many pages were gone through, or a negative error number if not even one; 0 also
     *     if the first one has to be waited for
     */
    long walk(Gup gup) {
        map.mmapLock().assertHeld();
        if (gup.nonblocking().isPresent() && !map.mmapLock().isHeldForReading()) {
            throw new IllegalStateException("a lock that may be dropped is to be held for reading");
        }
        model.flagTable().check(gup.flags());
        if (gup.flags().has(FollowFlag.GET) != gup.pages().isPresent()) {
            throw new IllegalArgumentException("FOLL_GET goes with an array for the pages");
        }
        Progress progress =
                new Progress(
                        gup,
                        gup.startAddress() & -Page.SIZE_BYTES,
                        model.negativeCount().pages(gup.nrPages()));
        boolean goOn = true;
        while (goOn && progress.hasMore()) {
            Optional<VmArea> area = model.stackGrowth().find(map, progress.address);
            goOn =
                    area.isPresent() && mayWalk(area.get(), gup.flags())
                            ? walkArea(progress, area.get())
                            : progress.stop(Errno.EFAULT);
        }
        return progress.result();
    }

    /** Whether the area's rights allow the walk (check_vma_flags). */
    private boolean mayWalk(VmArea area, FollowFlags flags) {
        VmFlags vmFlags = area.flags();
        if (vmFlags.hasAny(VmFlag.IO, VmFlag.PFNMAP)
                || flags.has(FollowFlag.ANON) && !area.isAnonymous()) {
            return false;
        }
        boolean force = flags.has(FollowFlag.FORCE);
        if (flags.has(FollowFlag.WRITE)) {
            return vmFlags.has(VmFlag.WRITE) || force && model.forcedSharedWrite().allows(vmFlags);
        }
        return vmFlags.has(VmFlag.READ) || force && vmFlags.has(VmFlag.MAYREAD);
    }

    private boolean walkArea(Progress progress, VmArea first) {
        VmArea area = first;
        FollowFlags flags = progress.gup.flags();
        while (progress.hasMore() && progress.address < area.endAddress()) {
            if (current.fatalSignalPending()) {
                return progress.stop(model.fatalSignal());
            }
            long before = progress.address;
            switch (follow(progress, area, flags)) {
                case ALL -> {}
                case NO_PAGE -> {
                    return progress.stop(Errno.EEXIST);
                }
                case BAD_ADDRESS -> {
                    return progress.stop(Errno.EFAULT);
                }
                case NEEDS_FAULT -> {
                    boolean samePage = progress.address == before;
                    FollowFlags asked = samePage ? flags : progress.gup.flags();
                    Optional<VmFault> fault = faultIn(progress, area, asked);
                    if (fault.isEmpty()) {
                        return false;
                    }
                    flags = model.forcedWrite().afterFault(asked, fault.get(), area);
                    area = map.lookup(progress.address).orElse(area);
                    continue;
                }
            }
            flags = progress.gup.flags();
        }
        return true;
    }

    /**
     * Takes pages, until an entry is missing or does not allow the access. With other flags than
     * the caller's, only one is taken.
     */
    private Followed follow(Progress progress, VmArea area, FollowFlags flags) {
        PageTable table = map.pageTable();
        boolean onlyOne = !flags.equals(progress.gup.flags());
        synchronized (table) {
            while (progress.hasMore() && progress.address < area.endAddress()) {
                Pte pte = table.get(progress.address);
                if (pte instanceof Pte.Mapped mapped
                        && (mapped.writable() || !flags.has(FollowFlag.WRITE))) {
                    take(progress, area, mapped, flags);
                } else {
                    Followed special = followOther(progress, area, pte, flags);
                    if (special != Followed.ALL) {
                        return special;
                    }
                }
                if (onlyOne) {
                    break;
                }
            }
        }
        return Followed.ALL;
    }

    /** The rarer entries (follow_page_pte, no_page_table, follow_pfn_pte). */
    private Followed followOther(Progress progress, VmArea area, Pte pte, FollowFlags flags) {
        boolean write = flags.has(FollowFlag.WRITE);
        switch (pte) {
            case Pte.None none -> {
                // A backing without a fault handler does not exist here.
                boolean leaveHole = flags.has(FollowFlag.DUMP) && area.isAnonymous();
                return leaveHole ? Followed.BAD_ADDRESS : Followed.NEEDS_FAULT;
            }
            case Pte.Swapped swapped -> {
                return Followed.NEEDS_FAULT;
            }
            case Pte.Mapped mapped -> {
                if (!model.forcedWrite().mayFollow(mapped, area, flags)) {
                    return Followed.NEEDS_FAULT;
                }
                take(progress, area, mapped, flags);
                return Followed.ALL;
            }
            case Pte.Zero zero -> {
                if (write) {
                    return Followed.NEEDS_FAULT;
                }
                if (flags.has(FollowFlag.DUMP)) {
                    return Followed.BAD_ADDRESS;
                }
                takePage(progress, area, zero.page(), flags);
                return Followed.ALL;
            }
            case Pte.Pfn pfn -> {
                if (write && !pfn.writable()) {
                    return Followed.NEEDS_FAULT;
                }
                return followPfn(progress, area, pfn, flags);
            }
        }
    }

    private Followed followPfn(Progress progress, VmArea area, Pte.Pfn pfn, FollowFlags flags) {
        if (flags.has(FollowFlag.DUMP) || model.entryWithoutPage().isBadAddress()) {
            return Followed.BAD_ADDRESS;
        }
        if (flags.has(FollowFlag.TOUCH) && flags.has(FollowFlag.WRITE)) {
            map.pageTable().set(progress.address, new Pte.Pfn(pfn.memory(), pfn.writable(), true));
        }
        if (progress.wantsPages) {
            return Followed.NO_PAGE;
        }
        progress.goOn(area);
        return Followed.ALL;
    }

    private static void take(Progress progress, VmArea area, Pte.Mapped pte, FollowFlags flags) {
        boolean touchToWrite = flags.has(FollowFlag.TOUCH) && flags.has(FollowFlag.WRITE);
        if (touchToWrite && !pte.dirty() && !pte.page().is(PageFlag.DIRTY)) {
            pte.page().setDirty();
        }
        takePage(progress, area, pte.page(), flags);
    }

    private static void takePage(Progress progress, VmArea area, Page page, FollowFlags flags) {
        if (flags.has(FollowFlag.TOUCH)) {
            page.markAccessed();
        }
        if (flags.has(FollowFlag.GET)) {
            page.get();
        }
        progress.take(area, page);
    }

    /**
     * Lets the fault handler make the entry (faultin_page).
     *
     * @return how it was handled; empty if the walk has to stop
     */
    private Optional<VmFault> faultIn(Progress progress, VmArea area, FollowFlags flags) {
        if (flags.has(FollowFlag.NOFAULT)) {
            progress.stop(Errno.EFAULT);
            return Optional.empty();
        }
        Optional<Nonblocking> nonblocking = progress.gup.nonblocking();
        boolean nowait = flags.has(FollowFlag.NOWAIT);
        FaultFlags faultFlags =
                new FaultFlags(
                        flags.has(FollowFlag.WRITE),
                        nonblocking.isPresent() || nowait,
                        nowait,
                        flags.has(FollowFlag.TRIED));
        VmFault fault = map.handleMmFault(new Fault(map, area, progress.address, faultFlags));
        model.faultCharge().charge(current, progress.gup.task(), fault, faultFlags);
        switch (fault) {
            case VmFault.Handled handled -> {
                return Optional.of(handled);
            }
            case VmFault.Found found ->
                    throw new IllegalStateException("a fault handler ended with a page");
            case VmFault.Completed completed -> nonblocking.ifPresent(Nonblocking::clear);
            case VmFault.Retry retry -> {
                if (model.nowaitRetry().clears(faultFlags)) {
                    nonblocking.ifPresent(Nonblocking::clear);
                }
            }
            case VmFault.Failure failure ->
                    progress.stop(
                            failure == VmFault.Failure.OUT_OF_MEMORY ? Errno.ENOMEM : Errno.EFAULT);
        }
        return Optional.empty();
    }
}
