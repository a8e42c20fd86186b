// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.host.Errno;

/** mprotect. */
final class MprotectCall {

    private final MemoryMap map;

    MprotectCall(MemoryMap map) {
        this.map = map;
    }

    long mprotect(long address, long pages, VmFlags access) {
        long end = address + (pages << Page.SHIFT);
        if ((address & Page.SIZE_BYTES - 1) != 0) {
            return Errno.EINVAL.result();
        }
        map.mmapLock().lockWrite();
        try {
            long at = address;
            for (VmArea area : map.areas().intersecting(address, end)) {
                if (area.startAddress() > at) {
                    break;
                }
                VmFlags flags = area.flags().withAccess(access);
                if (!flags.mayHave(access)) {
                    return Errno.EACCES.result();
                }
                at = Math.min(area.endAddress(), end);
                if (!flags.equals(area.flags())) {
                    protect(Math.max(area.startAddress(), address), at, flags);
                }
            }
            return at >= end ? 0 : Errno.ENOMEM.result();
        } finally {
            map.mmapLock().unlockWrite();
        }
    }

    private void protect(long start, long end, VmFlags flags) {
        map.areas().splitAt(start);
        map.areas().splitAt(end);
        VmArea old = map.areas().lookup(start).orElseThrow();
        VmArea area = map.areas().replaceAndMerge(old, old.withFlags(flags));
        synchronized (map.pageTable()) {
            map.pageTable().change(start, end, (address, pte) -> changed(area, pte));
        }
        boolean locked =
                !old.flags().hasAny(VmFlag.WRITE, VmFlag.SHARED) && old.flags().has(VmFlag.LOCKED);
        if (locked && flags.has(VmFlag.WRITE)) {
            new Populate(map).underLock(area, start, end);
        }
    }

    /** An entry under the area's new rights (change_pte_range). */
    private Pte changed(VmArea area, Pte pte) {
        return switch (pte) {
            case Pte.Mapped mapped ->
                    new Pte.Mapped(mapped.page(), mayBeWritable(area, mapped), mapped.dirty());
            case Pte.Pfn pfn ->
                    new Pte.Pfn(pfn.memory(), !area.entriesStartReadOnly(), pfn.dirty());
            default -> pte;
        };
    }

    /**
     * Whether the entry can be made writable at once, because a write would find nothing to do
     * (can_change_pte_writable).
     */
    private boolean mayBeWritable(VmArea area, Pte.Mapped pte) {
        if (!area.flags().has(VmFlag.WRITE)) {
            return false;
        }
        if (!area.flags().has(VmFlag.SHARED)) {
            return map.machine().policies().grantedWrite().makesWritable(pte.page());
        }
        return !area.wantsWriteNotify() || pte.dirty();
    }
}
