// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.lang.foreign.MemorySegment;

/** One page fault on its way through the handlers (struct vm_fault). */
final class Fault {

    private final MemoryMap map;
    private final VmArea area;
    private final long address;
    private final FaultFlags flags;
    private boolean lockDropped;

    Fault(MemoryMap map, VmArea area, long address, FaultFlags flags) {
        this.map = map;
        this.area = area;
        this.address = address & -Page.SIZE_BYTES;
        this.flags = flags;
    }

    /** The area it is in. */
    VmArea area() {
        return area;
    }

    /** The address of the page, without the offset in it. */
    long address() {
        return address;
    }

    /** The page's index in the backing. */
    long index() {
        return area.indexOf(address);
    }

    /** What it is for. */
    FaultFlags flags() {
        return flags;
    }

    /** The machine it happens on. */
    Machine machine() {
        return map.machine();
    }

    MemoryMap map() {
        return map;
    }

    /**
     * Whether the fault may be given up instead of waiting: only the first time
     * (fault_flag_allow_retry_first).
     */
    boolean mayRetry() {
        return flags.allowRetry() && !flags.tried();
    }

    /**
     * Drops the lock before something slow, if this fault may (maybe_unlock_mmap_for_io). Then it
     * must end with {@link VmFault.Retry} or {@link VmFault.Completed}.
     *
     * @return whether the lock is dropped, now or before
     */
    boolean dropLockForIo() {
        if (!lockDropped && mayRetry() && !flags.retryNowait()) {
            map.mmapLock().unlockRead();
            lockDropped = true;
        }
        return lockDropped;
    }

    /** Drops the lock in order to wait, and gives the fault up (the end of folio_lock_or_retry). */
    VmFault retryWithoutLock() {
        dropLockForIo();
        return new VmFault.Retry(lockDropped);
    }

    /**
     * Puts an entry for memory without a page in (vmf_insert_pfn), writable if the area's entries
     * are.
     */
    VmFault insertPfn(MemorySegment memory) {
        synchronized (map.pageTable()) {
            if (map.pageTable().get(address) == Pte.None.NONE) {
                map.pageTable()
                        .set(address, new Pte.Pfn(memory, !area.entriesStartReadOnly(), false));
            }
        }
        return VmFault.MINOR;
    }
}
