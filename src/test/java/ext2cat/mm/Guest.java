// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** The machine on which a scenario is replayed, with its slow disk. */
final class Guest implements AutoCloseable {

    private static final long SWAPPED_PAGES = 4;

    private final SlowDisk disk = new SlowDisk();
    private final Machine machine;

    /**
     * A guest that has just booted, or a while ago.
     *
     * @param earlierSwaps how often some pages were swapped out and in
     */
    Guest(KernelModel model, int earlierSwaps) {
        machine =
                new Machine(
                        model, frames -> Optional.of(new SwapSpace(frames, new GuestSwap(disk))));
        for (int i = 0; i < earlierSwaps; i++) {
            swapOnce();
        }
    }

    private void swapOnce() {
        VmFlags access = VmFlags.of(VmFlag.READ, VmFlag.WRITE);
        try (MemoryMap map = new MemoryMap(machine)) {
            UserAccess user = new UserAccess(map, new Task());
            map.mmap(MapRequest.anonymous(0, SWAPPED_PAGES, access));
            for (long page = 0; page < SWAPPED_PAGES; page++) {
                user.store(page << Page.SHIFT, MemorySegment.ofArray(new byte[8]));
            }
            new MadviseCall(map).madvise(0, SWAPPED_PAGES, MadviseAdvice.PAGEOUT);
            for (long page = 0; page < SWAPPED_PAGES; page++) {
                user.load(page << Page.SHIFT, MemorySegment.ofArray(new byte[8]));
            }
        }
    }

    Machine machine() {
        return machine;
    }

    SlowDisk disk() {
        return disk;
    }

    GuestFile newFile(String fileSystem) {
        return fileSystem.equals("tmpfs")
                ? new MemoryFile(machine)
                : new DiskFile(machine.frames(), disk);
    }

    TestDevice newDevice(String kind) {
        return new TestDevice(machine, TestDevice.Kind.valueOf(kind.toUpperCase()));
    }

    Backing newSharedMemory(long pages) {
        return SharedMemory.anonymous(machine, pages << Page.SHIFT);
    }

    @Override
    public void close() {
        machine.close();
    }
}
