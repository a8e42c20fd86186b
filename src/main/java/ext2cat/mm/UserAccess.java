// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** What a user thread does with its memory: loads and stores, with the faults that they cause. */
final class UserAccess {

    /** How an access ended. */
    enum Result {
        /** It was made. */
        OK,
        /** Nothing is mapped there, or it is not allowed. */
        SIGSEGV,
        /** There is nothing behind the mapping. */
        SIGBUS
    }

    private final MemoryMap map;
    private final Task task;

    /** Accesses by {@code task} to {@code map}. */
    UserAccess(MemoryMap map, Task task) {
        this.map = map;
        this.task = task;
    }

    /** Reads bytes that lie in one page into {@code to}. */
    Result load(long address, MemorySegment to) {
        return access(address, false, memory -> to.copyFrom(slice(memory, address, to.byteSize())));
    }

    /** Writes bytes that lie in one page. */
    Result store(long address, MemorySegment from) {
        return access(
                address, true, memory -> slice(memory, address, from.byteSize()).copyFrom(from));
    }

    private static MemorySegment slice(MemorySegment page, long address, long lengthBytes) {
        return page.asSlice(address & Page.SIZE_BYTES - 1, lengthBytes);
    }

    @FunctionalInterface
    private interface Use {
        void with(MemorySegment page);
    }

    private Result access(long address, boolean write, Use use) {
        FaultFlags flags = FaultFlags.ofUser(write);
        while (true) {
            if (tryAccess(address, write, use)) {
                return Result.OK;
            }
            Optional<VmFault> fault = fault(address, flags);
            if (fault.isEmpty()) {
                return Result.SIGSEGV;
            }
            KernelPolicies.FaultCharge.CURRENT.charge(task, Optional.of(task), fault.get(), flags);
            switch (fault.get()) {
                case VmFault.Failure failure -> {
                    return failure == VmFault.Failure.SIGSEGV ? Result.SIGSEGV : Result.SIGBUS;
                }
                case VmFault.Retry retry -> flags = flags.again();
                default -> {}
            }
        }
    }

    /** What the hardware does: uses the entry if it is there and allows the access. */
    private boolean tryAccess(long address, boolean write, Use use) {
        PageTable table = map.pageTable();
        synchronized (table) {
            if (!isAllowed(map.lookup(address), write)) {
                return false;
            }
            Pte pte = table.get(address);
            switch (pte) {
                case Pte.Mapped mapped when mapped.writable() || !write -> {
                    if (write) {
                        table.set(address, mapped.dirtied());
                    }
                    use.with(mapped.page().memory());
                    return true;
                }
                case Pte.Zero zero when !write -> {
                    use.with(zero.page().memory());
                    return true;
                }
                case Pte.Pfn pfn when pfn.writable() || !write -> {
                    if (write) {
                        table.set(address, new Pte.Pfn(pfn.memory(), true, true));
                    }
                    use.with(pfn.memory());
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
    }

    /** The fault of a user's access (do_user_addr_fault); empty for a bad address or access. */
    private Optional<VmFault> fault(long address, FaultFlags flags) {
        map.mmapLock().lockRead();
        boolean held = true;
        try {
            Optional<VmArea> area = map.machine().policies().userStack().find(map, address);
            if (!isAllowed(area, flags.write())) {
                return Optional.empty();
            }
            VmFault fault = map.handleMmFault(new Fault(map, area.get(), address, flags));
            held =
                    !(fault instanceof VmFault.Completed)
                            && !(fault instanceof VmFault.Retry retry && retry.lockDropped());
            return Optional.of(fault);
        } finally {
            if (held) {
                map.mmapLock().unlockRead();
            }
        }
    }

    /** Writable memory can be read on x86, whatever its rights say (access_error). */
    private static boolean isAllowed(Optional<VmArea> area, boolean write) {
        return area.filter(a -> write ? a.flags().has(VmFlag.WRITE) : a.flags().isAccessible())
                .isPresent();
    }
}
