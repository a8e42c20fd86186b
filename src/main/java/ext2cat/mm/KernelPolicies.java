// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.host.Errno;

import java.util.Optional;

/**
 * What differs between kernels.
 *
 * @param flagTable the bits of the flags, and which flags there are
 * @param negativeCount what a negative number of pages means
 * @param dirtyThrottle where a writer to a shared file is held up
 * @param nowaitRetry what FOLL_NOWAIT does to *nonblocking
 * @param coldRead in which order a fault drops the lock and starts to read
 * @param forcedSharedWrite where FOLL_FORCE may write
 * @param forcedWrite how a forced write finds its copy
 * @param stackGrowth whether a walk lets a stack grow
 * @param stackGuard what keeps a stack apart from what lies below it
 * @param userStack whether a user's access far below a stack lets it grow
 * @param grantedWrite what mprotect makes of a private entry whose area becomes writable
 * @param cowReuse when a write needs no copy
 * @param entryWithoutPage what to do at an entry without a page
 * @param areasWithLocked whether areas may be asked for while the lock may be dropped
 * @param faultAroundPages how many pages one read fault may map, a power of two
 * @param faultCharge to whom faults are charged
 * @param fatalSignal the error after a fatal signal
 */
record KernelPolicies(
        FlagTable flagTable,
        NegativeCount negativeCount,
        DirtyThrottle dirtyThrottle,
        NowaitRetry nowaitRetry,
        ColdRead coldRead,
        ForcedSharedWrite forcedSharedWrite,
        ForcedWrite forcedWrite,
        StackGrowth stackGrowth,
        StackGuard stackGuard,
        UserStack userStack,
        GrantedWrite grantedWrite,
        CowReuse cowReuse,
        EntryWithoutPage entryWithoutPage,
        AreasWithLocked areasWithLocked,
        int faultAroundPages,
        FaultCharge faultCharge,
        Errno fatalSignal) {

    /** What a negative {@code nr_pages} means. */
    enum NegativeCount {
        /** The kernel's type is unsigned long: a huge number, up to the end of what is mapped. */
        HUGE,
        /** As the manual page says: none. */
        NONE;

        /** The number of pages to pin, unsigned. */
        long pages(long nrPages) {
            return this == NONE && nrPages < 0 ? 0 : nrPages;
        }
    }

    /**
     * Where a writer to a shared file is held up until some dirty pages are written
     * (balance_dirty_pages_ratelimited in a page fault).
     */
    enum DirtyThrottle {
        /** Without the lock: the fault ends as completed, and the walk stops there. */
        WITHOUT_LOCK {
            @Override
            boolean dropsLock(Fault fault) {
                return fault.dropLockForIo();
            }
        },
        /** Under the lock: the walk goes on. */
        UNDER_LOCK {
            @Override
            boolean dropsLock(Fault fault) {
                return false;
            }
        };

        /** Drops the lock if this model does so and the fault may. */
        abstract boolean dropsLock(Fault fault);
    }

    /** What FOLL_NOWAIT does to *nonblocking when a page must be read first. */
    enum NowaitRetry {
        /** It stays 1, for the lock is still held. */
        LEAVES_NONBLOCKING,
        /** It becomes 0, although the lock is still held. */
        CLEARS_NONBLOCKING;

        /** Whether a fault that was given up clears it. */
        boolean clears(FaultFlags flags) {
            return this == CLEARS_NONBLOCKING || !flags.retryNowait();
        }

        /** Whether a caller who finds it 0 after FOLL_NOWAIT cannot know if the lock is held. */
        boolean hidesTheLock() {
            return this == CLEARS_NONBLOCKING;
        }
    }

    /** In which order a file's fault drops the lock and starts to read. */
    enum ColdRead {
        /**
         * The lock is dropped before anything that may read, and the fault is then given up, even
         * if nothing had to be read. Where nothing is read ahead (MADV_RANDOM) the read is waited
         * for.
         */
        DROPS_LOCK_FIRST {
            @Override
            VmFault fault(FileBacking file, Fault fault) {
                return new DroppingFileFault(file, fault).run();
            }
        },
        /** The read is started first; the lock is dropped only if the page is then still locked. */
        STARTS_FIRST {
            @Override
            VmFault fault(FileBacking file, Fault fault) {
                return new StartingFileFault(file, fault).run();
            }
        };

        /** Finds or reads the page. */
        abstract VmFault fault(FileBacking file, Fault fault);
    }

    /** Where FOLL_FORCE may write although the area is read-only. */
    enum ForcedSharedWrite {
        /** Only where a write makes a private copy; never in a shared area. */
        REFUSED {
            @Override
            boolean allows(VmFlags flags) {
                return flags.isCopyOnWrite();
            }
        },
        /**
         * Wherever mprotect could allow it. In a shared area the page is copied all the same: an
         * anonymous page in a shared mapping.
         */
        COPIES {
            @Override
            boolean allows(VmFlags flags) {
                return flags.has(VmFlag.MAYWRITE);
            }
        };

        /** Whether a forced write to an area with {@code flags}, which lack WRITE, goes on. */
        abstract boolean allows(VmFlags flags);
    }

    /** How a forced write, whose entry never becomes writable, finds out that its copy was made. */
    enum ForcedWrite {
        /** By the page: an anonymous page of this process alone (can_follow_write_pte). */
        BY_EXCLUSIVE_PAGE {
            @Override
            boolean mayFollow(Pte pte, VmArea area, FollowFlags flags) {
                return flags.has(FollowFlag.FORCE)
                        && !area.flags().hasAny(VmFlag.SHARED, VmFlag.MAYSHARE, VmFlag.WRITE)
                        && area.flags().has(VmFlag.MAYWRITE)
                        && pte instanceof Pte.Mapped mapped
                        && mapped.page().is(PageFlag.ANON)
                        && mapped.page().is(PageFlag.ANON_EXCLUSIVE);
            }

            @Override
            FollowFlags afterFault(FollowFlags flags, VmFault fault, VmArea area) {
                return flags;
            }
        },
        /**
         * By the fault: once it says that it broke copy-on-write, the page is followed to be read.
         */
        BY_FAULT {
            @Override
            boolean mayFollow(Pte pte, VmArea area, FollowFlags flags) {
                return false;
            }

            @Override
            FollowFlags afterFault(FollowFlags flags, VmFault fault, VmArea area) {
                boolean copied = fault instanceof VmFault.Handled handled && handled.brokeCow();
                return copied && !area.flags().has(VmFlag.WRITE)
                        ? flags.without(FollowFlag.WRITE)
                        : flags;
            }
        };

        /** Whether a write may follow an entry that is not writable. */
        abstract boolean mayFollow(Pte pte, VmArea area, FollowFlags flags);

        /** The flags with which the address is followed again after a fault. */
        abstract FollowFlags afterFault(FollowFlags flags, VmFault fault, VmArea area);
    }

    /** Whether a walk that comes to the address just below a stack lets the stack grow. */
    enum StackGrowth {
        /** It does not: nothing is mapped there (vma_lookup). */
        NEVER {
            @Override
            Optional<VmArea> find(MemoryMap map, long address) {
                return map.lookup(address);
            }
        },
        /** It does, as a user's access would (find_extend_vma). */
        EXTENDS {
            @Override
            Optional<VmArea> find(MemoryMap map, long address) {
                return map.findExtend(address);
            }
        };

        /** The area at {@code address}. */
        abstract Optional<VmArea> find(MemoryMap map, long address);
    }

    /** What keeps a stack apart from what lies below it. */
    enum StackGuard {
        /**
         * A gap of 256 pages (stack_guard_gap): a stack does not grow into that of an accessible
         * neighbour.
         */
        GAP {
            @Override
            boolean allows(VmArea below, long newStart) {
                return !below.flags().isAccessible()
                        || below.flags().has(VmFlag.GROWSDOWN)
                        || newStart - below.endAddress() >= GAP_BYTES;
            }

            @Override
            boolean admits(Fault fault) {
                return true;
            }
        },
        /**
         * The stack's own first page, which is never mapped: a fault on it moves the stack's start
         * one page further down (check_stack_guard_page). Page 999 of a stack that began at page
         * 1000 lets it begin at page 998.
         */
        PAGE {
            @Override
            boolean allows(VmArea below, long newStart) {
                return true;
            }

            @Override
            boolean admits(Fault fault) {
                VmArea stack = fault.area();
                long page = fault.address() & -Page.SIZE_BYTES;
                if (!stack.flags().has(VmFlag.GROWSDOWN) || page != stack.startAddress()) {
                    return true;
                }
                Optional<VmArea> below = fault.map().lookup(page - 1);
                return below.isPresent()
                        ? below.get().flags().has(VmFlag.GROWSDOWN)
                        : fault.map().findExtend(page - Page.SIZE_BYTES).isPresent();
            }
        };

        private static final long GAP_BYTES = 256L * Page.SIZE_BYTES;

        /** Whether a stack may grow down to {@code newStart} above its neighbour. */
        abstract boolean allows(VmArea below, long newStart);

        /** Whether the first access to an anonymous page may go on; the stack may grow for it. */
        abstract boolean admits(Fault fault);
    }

    /** What a user's access to an address just below a stack does. */
    enum UserStack {
        /** The stack grows. */
        GROWS {
            @Override
            Optional<VmArea> find(MemoryMap map, long address) {
                return map.findExtend(address);
            }
        },
        /**
         * It is refused more than 64 KiB below the stack pointer, which lies far above every area
         * here (do_user_addr_fault).
         */
        REFUSED {
            @Override
            Optional<VmArea> find(MemoryMap map, long address) {
                return map.lookup(address);
            }
        };

        /** The area at {@code address}. */
        abstract Optional<VmArea> find(MemoryMap map, long address);
    }

    /** What mprotect makes of the entry of a private page whose area becomes writable. */
    enum GrantedWrite {
        /** Writable at once if the page is this process's alone (can_change_pte_writable). */
        AT_ONCE,
        /** Read-only until the next write faults. */
        BY_FAULT;

        /** Whether the entry of the private page becomes writable. */
        boolean makesWritable(Page page) {
            return this == AT_ONCE && page.is(PageFlag.ANON) && page.is(PageFlag.ANON_EXCLUSIVE);
        }
    }

    /** When a write to a read-only anonymous page needs no copy. */
    enum CowReuse {
        /**
         * When the page is known to be this process's alone, or nobody else has any reference to
         * it: a pin makes a copy necessary (PageAnonExclusive, folio_ref_count).
         */
        BY_REFERENCES {
            @Override
            boolean mayReuse(Machine machine, Page page) {
                if (page.is(PageFlag.ANON_EXCLUSIVE)) {
                    return true;
                }
                if (page.is(PageFlag.SWAPCACHE)) {
                    if (page.refCount() > 2) {
                        return false;
                    }
                    machine.swapSpace().tryToFree(page);
                }
                return page.refCount() == 1;
            }
        },
        /** When no other entry shows the page: a pin does not matter (reuse_swap_page). */
        BY_MAPPINGS {
            @Override
            boolean mayReuse(Machine machine, Page page) {
                return page.mapCount() == 1
                        && (!page.is(PageFlag.SWAPCACHE) || machine.swapSpace().tryToFree(page));
            }
        };

        /** Whether the page may be written to in place; its entry's lock is held. */
        abstract boolean mayReuse(Machine machine, Page page);
    }

    /** What a walk does at an entry that has no page behind it (in a VM_MIXEDMAP area). */
    enum EntryWithoutPage {
        /** An error only if the caller wants the page: EEXIST. */
        COUNTED,
        /** Always an error: EFAULT. */
        BAD_ADDRESS;

        /** Whether it is an error even for a caller who wants no page. */
        boolean isBadAddress() {
            return this == BAD_ADDRESS;
        }
    }

    /** Whether the wrappers take an array for areas together with leave to drop the lock. */
    enum AreasWithLocked {
        /** They refuse: the areas would mean nothing afterwards. */
        REFUSED,
        /** They fill it as given. */
        FILLED;

        /** Whether a caller who lets the lock be dropped must not ask for areas. */
        boolean isRefused() {
            return this == REFUSED;
        }
    }

    /** To whom the faults of a walk are charged. */
    enum FaultCharge {
        /** To the caller, once a fault is finished. */
        CURRENT {
            @Override
            void charge(Task current, Optional<Task> given, VmFault fault, FaultFlags flags) {
                switch (fault) {
                    case VmFault.Handled handled ->
                            current.charge(handled.major() || flags.tried());
                    case VmFault.Completed completed ->
                            current.charge(completed.major() || flags.tried());
                    case VmFault.Found found -> {}
                    case VmFault.Retry retry -> {}
                    case VmFault.Failure failure -> {}
                }
            }
        },
        /** To the task that the caller names, if any; also those that were given up. */
        GIVEN_TASK {
            @Override
            void charge(Task current, Optional<Task> given, VmFault fault, FaultFlags flags) {
                if (!(fault instanceof VmFault.Failure)) {
                    boolean major = fault instanceof VmFault.Handled handled && handled.major();
                    given.ifPresent(task -> task.charge(major));
                }
            }
        };

        /** Counts one fault. */
        abstract void charge(Task current, Optional<Task> given, VmFault fault, FaultFlags flags);
    }
}
