// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.host.Errno;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** mmap and munmap. */
final class MmapCall {

    private final MemoryMap map;

    MmapCall(MemoryMap map) {
        this.map = map;
    }

    long mmap(MapRequest request) {
        boolean misaligned = (request.address() & Page.SIZE_BYTES - 1) != 0;
        if (misaligned || request.pages() <= 0) {
            return Errno.EINVAL.result();
        }
        boolean mayNotWrite = request.shared() && !request.backingWritable();
        if (mayNotWrite && request.access().has(VmFlag.WRITE)) {
            return Errno.EACCES.result();
        }
        map.mmapLock().lockWrite();
        try {
            unmap(request.address(), request.address() + bytes(request.pages()));
            insert(request);
        } finally {
            map.mmapLock().unlockWrite();
        }
        if (request.has(MapOption.LOCKED) || request.has(MapOption.POPULATE)) {
            new Populate(map).ignoringErrors(request.address(), request.pages());
        }
        return request.address();
    }

    private void insert(MapRequest request) {
        long end = request.address() + bytes(request.pages());
        long offset =
                request.backing().isPresent()
                        ? request.offsetPages()
                        : request.address() >> Page.SHIFT;
        VmArea area =
                map.areas()
                        .insert(
                                new VmArea(
                                        request.address(),
                                        end,
                                        request.areaFlags(),
                                        request.backing(),
                                        offset,
                                        Optional.empty()));
        request.backing()
                .ifPresent(
                        backing -> {
                            backing.mappings().add(map);
                            backing.mapped(new Entries(map, area));
                        });
    }

    long munmap(long address, long pages) {
        if ((address & Page.SIZE_BYTES - 1) != 0 || pages <= 0) {
            return Errno.EINVAL.result();
        }
        map.mmapLock().lockWrite();
        try {
            unmap(address, address + bytes(pages));
        } finally {
            map.mmapLock().unlockWrite();
        }
        return 0;
    }

    /** Takes a range out; the lock is held for writing. */
    void unmap(long start, long end) {
        map.areas().splitAt(start);
        map.areas().splitAt(end);
        for (VmArea area : map.areas().intersecting(start, end)) {
            remove(area);
        }
    }

    /** Takes a whole area out; the lock is held for writing. */
    void remove(VmArea area) {
        map.areas().remove(area);
        synchronized (map.pageTable()) {
            new Zap(map.machine()).range(map.pageTable(), area.startAddress(), area.endAddress());
        }
        area.backing().ifPresent(this::forgetIfUnused);
    }

    private void forgetIfUnused(Backing backing) {
        boolean used =
                map.areas().snapshot().stream()
                        .flatMap(area -> area.backing().stream())
                        .anyMatch(other -> other.mappings() == backing.mappings());
        if (!used && backing.mappings().remove(map)) {
            backing.unmapped();
        }
    }

    private static long bytes(long pages) {
        return pages << Page.SHIFT;
    }

    /** Puts entries into the new area. */
    private record Entries(MemoryMap map, VmArea area) implements Backing.Premap {

        @Override
        public void insertPage(long address, Page page) {
            page.get();
            page.addMapping();
            set(address, new Pte.Mapped(page, !area.entriesStartReadOnly(), false));
        }

        @Override
        public void insertPfn(long address, MemorySegment memory) {
            set(address, new Pte.Pfn(memory, !area.entriesStartReadOnly(), false));
        }

        private void set(long address, Pte pte) {
            synchronized (map.pageTable()) {
                map.pageTable().set(address, pte);
            }
        }
    }
}
