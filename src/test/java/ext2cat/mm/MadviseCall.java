// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.host.Errno;

import java.util.List;
import java.util.function.UnaryOperator;

/** madvise. */
final class MadviseCall {

    private final MemoryMap map;

    MadviseCall(MemoryMap map) {
        this.map = map;
    }

    long madvise(long address, long pages, MadviseAdvice advice) {
        long end = address + (pages << Page.SHIFT);
        if ((address & Page.SIZE_BYTES - 1) != 0 || pages < 0) {
            return Errno.EINVAL.result();
        }
        if (advice == MadviseAdvice.REMOVE) {
            return remove(address, end);
        }
        map.mmapLock().lockWrite();
        try {
            for (VmArea area : map.areas().intersecting(address, end)) {
                long from = Math.max(address, area.startAddress());
                long to = Math.min(end, area.endAddress());
                long error = advise(area, from, to, advice);
                if (error != 0) {
                    return error;
                }
            }
            return map.areas().covers(address, end) ? 0 : Errno.ENOMEM.result();
        } finally {
            map.mmapLock().unlockWrite();
        }
    }

    private long advise(VmArea area, long start, long end, MadviseAdvice advice) {
        return switch (advice) {
            case NORMAL -> flags(start, end, f -> f.without(VmFlag.SEQ_READ, VmFlag.RAND_READ));
            case SEQUENTIAL ->
                    flags(start, end, f -> f.without(VmFlag.RAND_READ).with(VmFlag.SEQ_READ));
            case RANDOM ->
                    flags(start, end, f -> f.without(VmFlag.SEQ_READ).with(VmFlag.RAND_READ));
            case DONTFORK -> flags(start, end, f -> f.with(VmFlag.DONTCOPY));
            case DOFORK ->
                    area.flags().has(VmFlag.IO)
                            ? Errno.EINVAL.result()
                            : flags(start, end, f -> f.without(VmFlag.DONTCOPY));
            case WIPEONFORK ->
                    area.isAnonymous()
                            ? flags(start, end, f -> f.with(VmFlag.WIPEONFORK))
                            : Errno.EINVAL.result();
            case KEEPONFORK -> flags(start, end, f -> f.without(VmFlag.WIPEONFORK));
            case WILLNEED -> {
                area.backing().ifPresent(b -> b.willNeed(area.indexOf(start), area.indexOf(end)));
                yield 0;
            }
            case DONTNEED -> dontNeed(area, start, end);
            case FREE -> free(area, start, end);
            case PAGEOUT -> pageOut(area, start, end);
            case REMOVE -> throw new IllegalArgumentException("REMOVE works without the lock");
        };
    }

    private long flags(long start, long end, UnaryOperator<VmFlags> change) {
        VmArea area = map.areas().lookup(start).orElseThrow();
        VmFlags flags = change.apply(area.flags());
        if (!flags.equals(area.flags())) {
            map.areas().splitAt(start);
            map.areas().splitAt(end);
            VmArea part = map.areas().lookup(start).orElseThrow();
            map.areas().replaceAndMerge(part, part.withFlags(flags));
        }
        return 0;
    }

    private long dontNeed(VmArea area, long start, long end) {
        if (area.flags().hasAny(VmFlag.LOCKED, VmFlag.PFNMAP)) {
            return Errno.EINVAL.result();
        }
        synchronized (map.pageTable()) {
            new Zap(map.machine()).range(map.pageTable(), start, end);
        }
        return 0;
    }

    /** Entries become clean, so that the pages can be dropped (madvise_free_pte_range). */
    private long free(VmArea area, long start, long end) {
        boolean forbidden = area.flags().hasAny(VmFlag.LOCKED, VmFlag.PFNMAP);
        if (forbidden || !area.isAnonymous()) {
            return Errno.EINVAL.result();
        }
        synchronized (map.pageTable()) {
            map.pageTable().change(start, end, (address, pte) -> freed(pte));
        }
        return 0;
    }

    private Pte freed(Pte pte) {
        switch (pte) {
            case Pte.Swapped swapped -> {
                map.machine().swapSpace().releaseAndReclaim(swapped.entry());
                return Pte.None.NONE;
            }
            case Pte.Mapped mapped -> {
                Page page = mapped.page();
                if (page.is(PageFlag.SWAPCACHE) || page.is(PageFlag.DIRTY)) {
                    boolean stays =
                            page.mapCount() != 1
                                    || page.is(PageFlag.SWAPCACHE)
                                            && !map.machine().swapSpace().tryToFree(page);
                    if (stays) {
                        return pte;
                    }
                    page.clear(PageFlag.DIRTY);
                }
                return mapped.cleaned();
            }
            default -> {
                return pte;
            }
        }
    }

    private long pageOut(VmArea area, long start, long end) {
        if (area.flags().hasAny(VmFlag.LOCKED, VmFlag.PFNMAP)) {
            return Errno.EINVAL.result();
        }
        Reclaim reclaim = new Reclaim(map);
        for (long address = start; address < end; address += Page.SIZE_BYTES) {
            reclaim.pageOut(area, address);
        }
        return 0;
    }

    private long remove(long start, long end) {
        List<VmArea> areas;
        boolean covered;
        map.mmapLock().lockRead();
        try {
            areas = map.areas().intersecting(start, end);
            covered = map.areas().covers(start, end);
        } finally {
            map.mmapLock().unlockRead();
        }
        for (VmArea area : areas) {
            if (area.flags().has(VmFlag.LOCKED) || area.backing().isEmpty()) {
                return Errno.EINVAL.result();
            }
            if (!area.flags().hasAll(VmFlag.SHARED, VmFlag.WRITE)) {
                return Errno.EACCES.result();
            }
            long from = area.indexOf(Math.max(start, area.startAddress()));
            long to = area.indexOf(Math.min(end, area.endAddress()));
            long error = area.backing().get().punch(from, to);
            if (error != 0) {
                return error;
            }
        }
        return covered ? 0 : Errno.ENOMEM.result();
    }
}
