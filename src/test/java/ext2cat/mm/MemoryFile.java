// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageOwner;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A file in memory (tmpfs). */
final class MemoryFile implements GuestFile {

    private final SharedMemory memory;

    MemoryFile(Machine machine) {
        this.memory = SharedMemory.named(machine, 0);
    }

    @Override
    public Backing open() {
        return memory;
    }

    @Override
    public PageOwner owner() {
        return memory;
    }

    @Override
    public long sizeBytes() {
        return memory.sizeBytes();
    }

    @Override
    public Optional<Page> find(long index) {
        return memory.find(index);
    }

    @Override
    public int read(long positionBytes, byte[] to) {
        int count = (int) Math.max(0, Math.min(to.length, sizeBytes() - positionBytes));
        if (count > 0) {
            memory.find(positionBytes >> Page.SHIFT)
                    .ifPresent(
                            page -> {
                                MemorySegment.ofArray(to)
                                        .asSlice(0, count)
                                        .copyFrom(in(page, positionBytes, count));
                                page.put();
                            });
        }
        return count;
    }

    private static MemorySegment in(Page page, long positionBytes, int count) {
        return page.memory().asSlice(positionBytes & Page.SIZE_BYTES - 1, count);
    }

    @Override
    public void warm(long index) {}

    @Override
    public void write(long positionBytes, byte[] from) {
        if (positionBytes + from.length > sizeBytes()) {
            memory.resize(positionBytes + from.length);
        }
        Page page = memory.pageForWriting(positionBytes >> Page.SHIFT);
        in(page, positionBytes, from.length).copyFrom(MemorySegment.ofArray(from));
        page.setDirty();
        page.put();
    }

    @Override
    public void truncate(long newSizeBytes) {
        memory.resize(newSizeBytes);
    }

    @Override
    public long punch(long firstIndex, long pages) {
        return memory.punch(firstIndex, firstIndex + pages);
    }

    @Override
    public void fsync() {}

    @Override
    public void evict() {}

    @Override
    public void dropClean() {
        memory.dropClean();
    }

    @Override
    public void delete() {
        memory.close();
    }
}
