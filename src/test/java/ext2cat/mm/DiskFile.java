// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.bio.PageFrames;
import ext2cat.bio.PageOwner;
import ext2cat.host.Errno;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A writable file of a file system on a slow disk, as ext2 behaves. */
final class DiskFile implements GuestFile, FilePages {

    private final PageFrames frames;
    private final SlowDisk disk;
    private final Mappings mappings = new Mappings();
    private final Map<Long, byte[]> blocks = new TreeMap<>();
    private final TreeMap<Long, Page> cache = new TreeMap<>();
    private final ReadState readState = new ReadState();
    private long sizeBytes;

    DiskFile(PageFrames frames, SlowDisk disk) {
        this.frames = frames;
        this.disk = disk;
    }

    @Override
    public Backing open() {
        return new FileBacking(this);
    }

    @Override
    public PageOwner owner() {
        return this;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public long sizePages() {
        return pagesOf(sizeBytes);
    }

    private static long pagesOf(long bytes) {
        return bytes + Page.SIZE_BYTES - 1 >> Page.SHIFT;
    }

    @Override
    public Mappings mappings() {
        return mappings;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public Optional<Page> find(long index) {
        Optional<Page> found = Optional.ofNullable(cache.get(index));
        found.ifPresent(Page::get);
        return found;
    }

    @Override
    public Page findOrCreate(long index) {
        Page page = cache.computeIfAbsent(index, this::newPage);
        page.get();
        return page;
    }

    private Page newPage(long index) {
        Page page = frames.allocateZeroed();
        page.attach(this, index);
        return page;
    }

    @Override
    public void startRead(long firstIndex, long nrPages, long lookaheadPages) {
        long end = Math.min(firstIndex + nrPages, sizePages());
        long mark = lookaheadPages == 0 ? -1 : end - lookaheadPages;
        List<Page> run = new ArrayList<>();
        for (long index = firstIndex; index < end; index++) {
            if (cache.containsKey(index)) {
                submit(run);
                run = new ArrayList<>();
                continue;
            }
            Page page = newPage(index);
            cache.put(index, page);
            if (index == mark) {
                page.set(PageFlag.READAHEAD);
            }
            run.add(page);
        }
        submit(run);
    }

    @Override
    public void startRead(Page page) {
        submit(List.of(page));
    }

    private void submit(List<Page> pages) {
        List<Page> onDisk = new ArrayList<>();
        for (Page page : pages) {
            if (blocks.containsKey(page.index())) {
                page.set(PageFlag.LOCKED);
                page.get();
                onDisk.add(page);
            } else {
                page.set(PageFlag.UPTODATE);
            }
        }
        if (!onDisk.isEmpty()) {
            disk.startRead(onDisk.size(), () -> onDisk.forEach(this::fill));
        }
    }

    private void fill(Page page) {
        byte[] block = blocks.getOrDefault(page.index(), new byte[Page.SIZE_BYTES]);
        page.memory().copyFrom(MemorySegment.ofArray(block));
        page.set(PageFlag.UPTODATE);
        page.clear(PageFlag.LOCKED);
        page.put();
    }

    @Override
    public void await(Page page) {
        disk.await(page);
    }

    @Override
    public void evict(Page page) {
        if (isDroppable(page)) {
            cache.remove(page.index());
            letGo(page);
        }
    }

    @Override
    public int read(long positionBytes, byte[] to) {
        long index = positionBytes >> Page.SHIFT;
        int count = (int) Math.max(0, Math.min(to.length, sizeBytes - positionBytes));
        if (count > 0) {
            readState.beforeRead(this, index);
            MemorySegment from = uptodate(index).memory();
            MemorySegment.ofArray(to)
                    .asSlice(0, count)
                    .copyFrom(from.asSlice(positionBytes & Page.SIZE_BYTES - 1, count));
        }
        return count;
    }

    @Override
    public void warm(long index) {
        uptodate(index);
    }

    /** The page, read if it was not. */
    private Page uptodate(long index) {
        Page page = findOrCreate(index);
        disk.await(page);
        if (!page.is(PageFlag.UPTODATE)) {
            startRead(page);
            disk.await(page);
        }
        page.put();
        return page;
    }

    boolean isCached(long index) {
        return cache.containsKey(index);
    }

    /** Takes the readahead mark off a page that is there. */
    boolean takeMark(long index) {
        return isCached(index) && cache.get(index).clear(PageFlag.READAHEAD);
    }

    @Override
    public void write(long positionBytes, byte[] from) {
        long index = positionBytes >> Page.SHIFT;
        Page page = uptodate(index);
        page.memory()
                .asSlice(positionBytes & Page.SIZE_BYTES - 1, from.length)
                .copyFrom(MemorySegment.ofArray(from));
        page.setDirty();
        sizeBytes = Math.max(sizeBytes, positionBytes + from.length);
    }

    @Override
    public void truncate(long newSizeBytes) {
        int tail = (int) (newSizeBytes & Page.SIZE_BYTES - 1);
        long end = pagesOf(newSizeBytes);
        boolean tailOnDisk = tail != 0 && blocks.containsKey(end - 1);
        if (tailOnDisk || tail != 0 && isCached(end - 1)) {
            Page page = uptodate(end - 1);
            page.memory().asSlice(tail).fill((byte) 0);
            page.setDirty();
        }
        boolean shrinks = newSizeBytes < sizeBytes;
        sizeBytes = newSizeBytes;
        if (shrinks) {
            mappings.unmapRange(end, Long.MAX_VALUE, true);
            drop(new ArrayList<>(cache.tailMap(end).values()));
            mappings.unmapRange(end, Long.MAX_VALUE, true);
            blocks.keySet().removeIf(index -> index >= end);
        }
    }

    private void drop(List<Page> pages) {
        for (Page page : pages) {
            disk.await(page);
            cache.remove(page.index());
            letGo(page);
        }
    }

    private static void letGo(Page page) {
        page.detach();
        page.clear(PageFlag.DIRTY);
        page.put();
    }

    @Override
    public long punch(long firstIndex, long pages) {
        return Errno.EOPNOTSUPP.result();
    }

    @Override
    public void fsync() {
        for (Page page : cache.values()) {
            if (page.is(PageFlag.DIRTY)) {
                mappings.cleanEntries(page);
                page.clear(PageFlag.DIRTY);
                blocks.put(page.index(), page.memory().toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }

    @Override
    public void evict() {
        fsync();
        dropClean();
    }

    @Override
    public void dropClean() {
        drop(cache.values().stream().filter(DiskFile::isDroppable).toList());
    }

    private static boolean isDroppable(Page page) {
        return !page.is(PageFlag.DIRTY) && !page.is(PageFlag.LOCKED) && page.refCount() == 1;
    }

    @Override
    public void delete() {
        drop(new ArrayList<>(cache.values()));
    }
}
