// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.gup;

import ext2cat.bio.Page;
import ext2cat.mm.Backing;
import ext2cat.mm.KernelModel;
import ext2cat.mm.Machine;
import ext2cat.mm.MapRequest;
import ext2cat.mm.MemoryMap;
import ext2cat.mm.SharedMemory;
import ext2cat.mm.Task;
import ext2cat.mm.UserAccess;
import ext2cat.mm.VmFlag;
import ext2cat.mm.VmFlags;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The machine on which scenarios are replayed, one after the other, as they were recorded: its
 * disks, its swap, and what the kernel keeps from one process to the next.
 */
final class Guest implements AutoCloseable {

    private static final long SWAP_HISTORY_PAGES = 4;

    private final SlowDisk disk = new SlowDisk();
    private final Machine machine;

    Guest(KernelModel model) {
        machine = new Machine(model, Optional.of(new GuestSwap(disk)));
        swapOnce();
    }

    /**
     * Swaps some pages out and in. How far swap reads ahead depends on all reads since the boot; by
     * the time of the first recorded scenario the recording's guest had done this.
     */
    private void swapOnce() {
        VmFlags access = VmFlags.of(VmFlag.READ, VmFlag.WRITE);
        try (MemoryMap map = new MemoryMap(machine)) {
            UserAccess user = new UserAccess(map, new Task());
            map.mmap(MapRequest.anonymous(0, SWAP_HISTORY_PAGES, access));
            for (long page = 0; page < SWAP_HISTORY_PAGES; page++) {
                user.store(page << Page.SHIFT, MemorySegment.ofArray(new byte[8]));
            }
            map.madvise(0, SWAP_HISTORY_PAGES, ext2cat.mm.MadviseAdvice.PAGEOUT);
            for (long page = 0; page < SWAP_HISTORY_PAGES; page++) {
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
