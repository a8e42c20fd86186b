// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.host.Errno;

/** mlock and munlock. */
final class MlockCall {

    private final MemoryMap map;

    MlockCall(MemoryMap map) {
        this.map = map;
    }

    long mlock(long address, long pages) {
        long error = mark(address, pages, true);
        if (error != 0) {
            return error;
        }
        long result = new Populate(map).untilError(address, pages);
        return result == Errno.EFAULT.result() ? Errno.ENOMEM.result() : result;
    }

    long munlock(long address, long pages) {
        return mark(address, pages, false);
    }

    private long mark(long start, long pages, boolean locked) {
        long first = start & -Page.SIZE_BYTES;
        long end = first + (pages << Page.SHIFT);
        map.mmapLock().lockWrite();
        try {
            for (VmArea area : map.areas().intersecting(first, end)) {
                VmFlags flags =
                        locked
                                ? area.flags().with(VmFlag.LOCKED)
                                : area.flags().without(VmFlag.LOCKED);
                boolean special = area.flags().hasAny(VmFlag.IO, VmFlag.PFNMAP, VmFlag.MIXEDMAP);
                if (!flags.equals(area.flags()) && !special) {
                    long from = Math.max(first, area.startAddress());
                    map.areas().splitAt(from);
                    map.areas().splitAt(Math.min(end, area.endAddress()));
                    VmArea part = map.areas().lookup(from).orElseThrow();
                    map.areas().replaceAndMerge(part, part.withFlags(flags));
                }
            }
            return map.areas().covers(first, end) ? 0 : Errno.ENOMEM.result();
        } finally {
            map.mmapLock().unlockWrite();
        }
    }
}
