// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.BioSubmitter;
import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.mm.FollowFlags;
import ext2cat.mm.Gup;
import ext2cat.mm.ImageFile;
import ext2cat.mm.Machine;
import ext2cat.mm.MemoryMap;
import ext2cat.mm.Nonblocking;
import ext2cat.mm.Task;
import ext2cat.mm.UserPages;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Maps a file of an image into the memory of a process that has nothing else, and pins pages of it
 * by get_user_pages, as a driver does: a call that pins fewer pages than it was to is made again
 * for the rest, until there is an error.
 */
final class PinRun {

    /** Where the file is mapped. */
    private static final long BASE = 0x10_0000_0000L;

    private final Pin request;
    private final Inode file;
    private final Task task = new Task();
    private final PinLog log = new PinLog(task);
    private final List<PinResult.Call> calls = new ArrayList<>();

    PinRun(Pin request) {
        this.request = request;
        this.file = request.file();
    }

    /**
     * Pins, looks at the pages, and lets them go.
     *
     * @throws IOException if the file has no map of blocks
     */
    PinResult run() throws IOException {
        try (Machine machine = new Machine(request.model());
                ImageFile cached = open(machine);
                MemoryMap map = new MemoryMap(machine)) {
            map(cached, map);
            long asked = request.pagesOf(cached.sizePages());
            try {
                return pin(map, cached, asked);
            } finally {
                for (PinLog.Entry entry : log.entries()) {
                    if (request.isWrite()) {
                        entry.page().setDirty();
                    }
                    entry.page().put();
                }
            }
        }
    }

    private ImageFile open(Machine machine) throws IOException {
        BioSubmitter submitter = log.watch(file.volume().submitter());
        GetBlock getBlock = log.watch(file.getBlock(file.volume().newBufferCache(submitter)));
        return new ImageFile(
                machine,
                file.sizeBytes(),
                file.volume().blockBits(),
                getBlock,
                submitter,
                request.driver(),
                request.limits());
    }

    /** All of the file, and as far as pages are asked for. */
    private void map(ImageFile cached, MemoryMap map) {
        long end = request.firstPage() + request.pagesOf(cached.sizePages());
        long pages = Math.max(1, Math.max(cached.sizePages(), end));
        if (request.isShared()) {
            cached.mapShared(map, BASE, pages);
        } else {
            cached.mapPrivate(map, BASE, pages);
        }
    }

    private PinResult pin(MemoryMap map, ImageFile cached, long asked) throws IOException {
        UserPages userPages = new UserPages(map, task);
        long result = 1;
        boolean tried = false;
        while (log.entries().size() < asked && (result > 0 || tried)) {
            PinResult.Call call = call(map, userPages, asked, tried);
            calls.add(call);
            result = call.result();
            tried = call.lockDropped();
        }
        return new PinResult(
                file.sizeBytes(),
                file.volume().blockBits(),
                BASE,
                asked,
                List.copyOf(calls),
                pages(map),
                log.entries().size() < asked ? Optional.of(stop(cached, result)) : Optional.empty(),
                task.majorFaults(),
                task.minorFaults());
    }

    /**
     * One call, for all pages that are not there yet.
     *
     * @param tried whether the call before dropped the lock and waited for the first page; then
     *     this one is for that page alone, and may not give it up again
     */
    private PinResult.Call call(MemoryMap map, UserPages userPages, long asked, boolean tried) {
        FollowFlags flags = request.flags();
        if (tried) {
            flags = userPages.triedBefore(flags);
        }
        long address = address(request.firstPage() + log.entries().size());
        long count = tried ? 1 : asked - log.entries().size();
        Gup gup = Gup.of(address, count).pages(log.pages()).with(flags).chargedTo(task);
        Nonblocking locked = new Nonblocking();
        map.lockRead();
        try {
            long result = userPages.walk(request.isNonblocking() ? gup.nonblocking(locked) : gup);
            return new PinResult.Call(address, count, flags, result, !locked.isSet());
        } finally {
            if (locked.isSet()) {
                map.unlockRead();
            }
        }
    }

    private static long address(long index) {
        return BASE + (index << Page.SHIFT);
    }

    private List<PinResult.PinnedPage> pages(MemoryMap map) throws IOException {
        GetBlock getBlock = file.getBlock(file.volume().cache());
        List<PinResult.PinnedPage> pages = new ArrayList<>();
        long index = request.firstPage();
        for (PinLog.Entry entry : log.entries()) {
            Page page = entry.page();
            pages.add(
                    new PinResult.PinnedPage(
                            index,
                            address(index),
                            flags(page),
                            page.refCount(),
                            page.mapCount(),
                            map.isWritable(address(index)),
                            blocks(getBlock, index),
                            entry.majorFaults(),
                            entry.minorFaults(),
                            List.copyOf(entry.bios())));
            index++;
        }
        return pages;
    }

    private static Set<PageFlag> flags(Page page) {
        Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
        for (PageFlag flag : PageFlag.values()) {
            if (page.is(flag)) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /** Where the page's bytes are on disk, none beyond the end of the file. */
    private List<PinResult.BlockRun> blocks(GetBlock getBlock, long index) throws IOException {
        int blockBits = file.volume().blockBits();
        long endBytes = Math.min(file.sizeBytes(), index + 1 << Page.SHIFT);
        long block = index << Page.SHIFT >> blockBits;
        long end = endBytes + (1L << blockBits) - 1 >> blockBits;
        List<PinResult.BlockRun> runs = new ArrayList<>();
        while (block < end && getBlock.inlineContents().isEmpty()) {
            Mapping mapping = getBlock.getBlock(block, end - block);
            Optional<Long> diskBlock =
                    mapping instanceof Mapping.Mapped mapped
                            ? Optional.of(mapped.diskBlock())
                            : Optional.empty();
            runs.add(new PinResult.BlockRun(block, mapping.count(), diskBlock));
            block += mapping.count();
        }
        return runs;
    }

    private PinResult.Stop stop(ImageFile cached, long result) {
        long index = request.firstPage() + log.entries().size();
        return new PinResult.Stop(
                index,
                address(index),
                result,
                reason(cached, index),
                log.failure(),
                List.copyOf(log.biosSince()));
    }

    private PinResult.Reason reason(ImageFile cached, long index) {
        if (request.isWrite() && request.isShared()) {
            return PinResult.Reason.READ_ONLY_MAPPING;
        }
        if (index >= cached.sizePages()) {
            return PinResult.Reason.BEYOND_END;
        }
        return log.failure().isPresent() ? PinResult.Reason.UNREADABLE : PinResult.Reason.OTHER;
    }
}
