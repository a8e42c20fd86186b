// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;

/** A swap device on a slow disk. */
final class GuestSwap implements SwapDevice {

    private final SlowDisk disk;
    private final Map<Long, byte[]> slots = new HashMap<>();

    GuestSwap(SlowDisk disk) {
        this.disk = disk;
    }

    @Override
    public long slots() {
        return 1L << 30;
    }

    @Override
    public void write(long slot, Page page) {
        slots.put(slot, page.memory().toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public void startRead(long slot, Page page) {
        disk.startRead(
                1,
                () -> {
                    page.memory().copyFrom(MemorySegment.ofArray(slots.get(slot)));
                    page.set(PageFlag.UPTODATE);
                    page.clear(PageFlag.LOCKED);
                });
    }

    @Override
    public void await(Page page) {
        disk.await(page);
    }
}
