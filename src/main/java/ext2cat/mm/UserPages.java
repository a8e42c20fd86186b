// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.host.Errno;

import java.util.ArrayList;
import java.util.List;

/**
 * Pins the pages behind user memory (get_user_pages and its family; manual page
 * __get_user_pages(9)).
 *
 * <p>Every page that is returned has one more reference, which the caller gives back with {@link
 * Page#put}; if the page was written to, {@link Page#setDirty} comes first. The page is the one
 * that a user's access to the address would have found at that moment. It will not be freed, but
 * the user may see another one later.
 *
 * <p>Results are as in the kernel: the number of pages, which may be smaller than asked for, or a
 * negative error number if there was not one.
 */
public final class UserPages {

    private static final FollowFlags FAST_FLAGS =
            FollowFlags.of(
                    FollowFlag.WRITE,
                    FollowFlag.LONGTERM,
                    FollowFlag.FORCE,
                    FollowFlag.GET,
                    FollowFlag.NOFAULT);

    private final MemoryMap map;
    private final Task current;
    private final KernelPolicies policies;

    /**
     * Calls by {@code current} about {@code map}.
     *
     * @param map whose pages; the caller's own, or for the remote and the raw call another's
     * @param current the task that calls
     */
    public UserPages(MemoryMap map, Task current) {
        this.map = map;
        this.current = current;
        this.policies = map.machine().policies();
    }

    /**
     * The walk with all its arguments (__get_user_pages). The lock must be held.
     *
     * @param gup the range, the flags, and what takes the pages
     * @return how many pages were pinned or faulted in, or a negative error number if none was
     * @throws IllegalStateException if it is not held
     * @throws IllegalArgumentException if a flag does not exist in the machine's kernel
     */
    public long walk(Gup gup) {
        return new PageWalk(map, current).walk(gup);
    }

    /**
     * Pins the caller's own memory, under a lock that is kept (get_user_pages).
     *
     * @param gup the range, the flags, and what takes the pages
     * @return how many pages were pinned or faulted in, or a negative error number if none was
     */
    public long getUserPages(Gup gup) {
        if (gup.nonblocking().isPresent()) {
            throw new IllegalArgumentException("get_user_pages never drops the lock");
        }
        return walk(gup.with(FollowFlag.TOUCH));
    }

    /**
     * Pins another process's memory. If the lock may be dropped, this waits for what has to be read
     * and goes on until it has all pages; then the lock is no longer held (get_user_pages_remote).
     *
     * @param gup the range, the flags, and what takes the pages
     * @return how many pages were pinned or faulted in, or a negative error number if none was
     */
    public long getUserPagesRemote(Gup gup) {
        FollowFlags flags = gup.flags().with(FollowFlag.TOUCH);
        Gup remote = gup.with(policies.flagTable().add(FollowFlag.REMOTE, flags));
        return remote.nonblocking().isPresent() ? untilDone(remote) : walk(remote);
    }

    /**
     * Takes the lock itself, and drops it while it waits (get_user_pages_unlocked).
     *
     * @param gup the range, the flags, and what takes the pages
     * @return how many pages were pinned or faulted in, or a negative error number if none was
     */
    public long getUserPagesUnlocked(Gup gup) {
        if (gup.flags().has(FollowFlag.LONGTERM)) {
            return Errno.EINVAL.result();
        }
        Nonblocking locked = new Nonblocking();
        map.mmapLock().lockRead();
        try {
            return untilDone(gup.with(FollowFlag.TOUCH).nonblocking(locked));
        } finally {
            if (locked.isSet()) {
                map.mmapLock().unlockRead();
            }
        }
    }

    /**
     * Takes what is mapped already without the lock, and the rest as {@link #getUserPagesUnlocked}
     * does (get_user_pages_fast).
     *
     * @param gup the range, the flags, and what takes the pages
     * @return how many pages were pinned or faulted in, or a negative error number if none was
     */
    public long getUserPagesFast(Gup gup) {
        if (!gup.flags().isWithin(FAST_FLAGS)) {
            return Errno.EINVAL.result();
        }
        long start = gup.startAddress() & -Page.SIZE_BYTES;
        long resident = gup.nrPages() < 0 ? 0 : takeResident(gup, start);
        if (resident == gup.nrPages()) {
            return resident;
        }
        long result =
                getUserPagesUnlocked(
                        gup.rest(start + (resident << Page.SHIFT), gup.nrPages() - resident));
        if (result < 0) {
            return resident > 0 ? resident : result;
        }
        return resident + result;
    }

    /** The run of pages whose entries allow the access as they are (lockless_pages_from_mm). */
    private long takeResident(Gup gup, long start) {
        boolean write = gup.flags().has(FollowFlag.WRITE);
        boolean wantsPages = gup.pages().isPresent();
        List<Page> pages = gup.pages().orElseGet(List::of);
        PageTable table = map.pageTable();
        long taken = 0;
        long accessibleEnd = start;
        synchronized (table) {
            while (taken < gup.nrPages()) {
                long address = start + (taken << Page.SHIFT);
                accessibleEnd = address < accessibleEnd ? accessibleEnd : accessibleEnd(address);
                if (address >= accessibleEnd
                        || !(table.get(address) instanceof Pte.Mapped pte)
                        || write && !pte.writable()) {
                    break;
                }
                Page page = pte.page();
                page.set(PageFlag.REFERENCED);
                if (wantsPages) {
                    page.get();
                    pages.add(page);
                }
                taken++;
            }
        }
        return taken;
    }

    /** The hardware follows no entry of an area without any right. */
    private long accessibleEnd(long address) {
        return map.lookup(address)
                .filter(area -> area.flags().isAccessible())
                .map(VmArea::endAddress)
                .orElse(address);
    }

    /** Walks again and again until all pages are there (__get_user_pages_locked). */
    private long untilDone(Gup gup) {
        if (gup.areas().isPresent() && policies.areasWithLocked().isRefused()) {
            throw new IllegalArgumentException("areas mean nothing once the lock was dropped");
        }
        if (gup.flags().has(FollowFlag.NOWAIT) && policies.nowaitRetry().hidesTheLock()) {
            throw new IllegalArgumentException("FOLL_NOWAIT would hide whether the lock is held");
        }
        Nonblocking locked = gup.nonblocking().orElseThrow();
        long address = gup.startAddress() & -Page.SIZE_BYTES;
        long left = gup.nrPages();
        long done = 0;
        boolean lockDropped = false;
        long error = 0;
        boolean goOn = true;
        boolean retrying = false;
        Gup next = gup;
        while (goOn) {
            long result = walk(next);
            boolean waited = !locked.isSet();
            if (waited) {
                lockDropped = true;
                map.mmapLock().lockRead();
                locked.setAgain();
            }
            long got = Math.max(0, result);
            error = Math.min(0, result);
            done += got;
            left -= got;
            address += got << Page.SHIFT;
            goOn = left != 0 && (waited || retrying && result == 1);
            retrying = waited;
            next = waited ? firstAgain(gup, address) : gup.rest(address, left);
        }
        if (lockDropped) {
            map.mmapLock().unlockRead();
            locked.clear();
        }
        return done != 0 ? done : error;
    }

    /** Only the first page, and this time the fault may not be given up as easily. */
    private Gup firstAgain(Gup gup, long address) {
        return gup.rest(address, 1).with(triedBefore(gup.flags()));
    }

    /**
     * {@return the flags of a call that is made again for the page for which the one before dropped
     * the lock and waited: FOLL_TRIED as well, in kernels that have it}
     *
     * @param flags the flags of the call before
     */
    public FollowFlags triedBefore(FollowFlags flags) {
        return policies.flagTable().add(FollowFlag.TRIED, flags);
    }

    /**
     * Pins pages for a Java caller, who closes what is returned.
     *
     * @param startAddress the address of the first page
     * @param nrPages how many pages are asked for
     * @param write whether they will be written to
     * @return the pages, perhaps fewer than asked for
     * @throws IllegalArgumentException if there is not one; the message has the error number
     */
    public PinnedPages pin(long startAddress, long nrPages, boolean write) {
        List<Page> pages = new ArrayList<>();
        Gup gup = Gup.of(startAddress, nrPages).pages(pages);
        long result = getUserPagesUnlocked(write ? gup.with(FollowFlag.WRITE) : gup);
        if (result < 0) {
            throw new IllegalArgumentException(
                    "no page can be pinned at 0x"
                            + Long.toHexString(startAddress)
                            + ": "
                            + Errno.text(result));
        }
        return new PinnedPages(pages, write);
    }
}
