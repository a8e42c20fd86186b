// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.host.Errno;

/** mremap. */
final class MremapCall {

    private final MemoryMap map;
    private final MmapCall mmapCall;

    MremapCall(MemoryMap map) {
        this.map = map;
        this.mmapCall = new MmapCall(map);
    }

    long mremap(long address, long oldPages, long newPages, long newAddress) {
        long oldEnd = address + (oldPages << Page.SHIFT);
        long newEnd = newAddress + (newPages << Page.SHIFT);
        boolean misaligned = ((address | newAddress) & Page.SIZE_BYTES - 1) != 0;
        boolean overlaps = newAddress < oldEnd && address < newEnd;
        if (misaligned || newPages <= 0 || oldPages <= 0 || overlaps) {
            return Errno.EINVAL.result();
        }
        map.mmapLock().lockWrite();
        try {
            var found = map.areas().lookup(address);
            if (found.isEmpty() || found.get().endAddress() < oldEnd) {
                return Errno.EFAULT.result();
            }
            mmapCall.unmap(newAddress, newEnd);
            if (newPages < oldPages) {
                mmapCall.unmap(address + (newPages << Page.SHIFT), oldEnd);
            }
            move(address, Math.min(oldPages, newPages), newAddress, newPages);
        } finally {
            map.mmapLock().unlockWrite();
        }
        return newAddress;
    }

    /** Moves the entries with the area (move_vma, move_page_tables). */
    private void move(long address, long pages, long newAddress, long newPages) {
        long end = address + (pages << Page.SHIFT);
        map.areas().splitAt(address);
        map.areas().splitAt(end);
        VmArea old = map.areas().lookup(address).orElseThrow();
        boolean untouched = old.isAnonymous() && old.anonVma().isEmpty();
        long offset = untouched ? newAddress >> Page.SHIFT : old.pageOffset();
        VmArea moved =
                new VmArea(
                        newAddress,
                        newAddress + (newPages << Page.SHIFT),
                        old.flags(),
                        old.backing(),
                        offset,
                        old.anonVma());
        map.areas().remove(old);
        map.areas().insert(moved);
        PageTable table = map.pageTable();
        synchronized (table) {
            table.change(
                    address,
                    end,
                    (at, pte) -> {
                        table.set(at - address + newAddress, pte);
                        return Pte.None.NONE;
                    });
        }
    }
}
