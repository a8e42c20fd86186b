// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.util.Optional;

/** Brings in the pages of a range as a walk of the kernel would (populate_vma_page_range). */
final class Populate {

    private final MemoryMap map;
    private final PageWalk walk;

    Populate(MemoryMap map) {
        this.map = map;
        this.walk = new PageWalk(map, new Task());
    }

    /** Brings in what can be brought in (mm_populate). */
    void ignoringErrors(long address, long pages) {
        run(address, pages, true);
    }

    /**
     * Brings pages in until one cannot be.
     *
     * @return 0 or a negative error number
     */
    long untilError(long address, long pages) {
        return run(address, pages, false);
    }

    /** Brings in a part of one area; the caller holds the lock and keeps it. */
    void underLock(VmArea area, long start, long end) {
        walk.walk(gup(area, start, end, Optional.empty()));
    }

    private long run(long address, long pages, boolean ignoreErrors) {
        long at = address & -Page.SIZE_BYTES;
        long end = at + (pages << Page.SHIFT);
        int waits = 0;
        while (at < end) {
            Nonblocking locked = new Nonblocking();
            map.mmapLock().lockRead();
            try {
                Optional<VmArea> found = map.areas().findAtOrAbove(at);
                if (found.isEmpty() || found.get().startAddress() >= end) {
                    return 0;
                }
                VmArea area = found.get();
                long from = Math.max(at, area.startAddress());
                // Who has waited for a page more than once waits no more: a read that fails for
                // good would otherwise be started for ever.
                boolean tried = waits > 1 && flagTable().has(FollowFlag.TRIED);
                long to = tried ? from + Page.SIZE_BYTES : Math.min(end, area.endAddress());
                at = to;
                if (area.flags().hasAny(VmFlag.IO, VmFlag.PFNMAP)) {
                    continue;
                }
                Gup gup = gup(area, from, to, Optional.of(locked));
                long result = walk.walk(tried ? gup.with(FollowFlag.TRIED) : gup);
                waits = result == 0 ? waits + 1 : 0;
                if (result < 0 && !ignoreErrors) {
                    return result;
                }
                if (result >= 0) {
                    at = from + (result << Page.SHIFT);
                }
            } finally {
                if (locked.isSet()) {
                    map.mmapLock().unlockRead();
                }
            }
        }
        return 0;
    }

    private FlagTable flagTable() {
        return map.machine().policies().flagTable();
    }

    private static Gup gup(VmArea area, long start, long end, Optional<Nonblocking> locked) {
        FollowFlags flags = FollowFlags.of(FollowFlag.TOUCH);
        if (area.flags().has(VmFlag.WRITE) && !area.flags().has(VmFlag.SHARED)) {
            flags = flags.with(FollowFlag.WRITE);
        }
        if (area.flags().isAccessible()) {
            flags = flags.with(FollowFlag.FORCE);
        }
        Gup gup = Gup.of(start, end - start >> Page.SHIFT).with(flags);
        return locked.map(gup::nonblocking).orElse(gup);
    }
}
