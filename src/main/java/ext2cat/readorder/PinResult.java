// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.PageFlag;
import ext2cat.mm.FollowFlags;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What pinning the pages of a mapped file came to.
 *
 * @param sizeBytes the file's size
 * @param blockBits log2 of the block size
 * @param firstAddress where the file's first page is mapped
 * @param asked how many pages were asked for
 * @param calls the calls of get_user_pages that it took
 * @param pages the pages that were pinned, in order
 * @param stop why there are no more; empty if all are there
 * @param majorFaults faults that had to read, in all
 * @param minorFaults faults that did not
 */
public record PinResult(
        long sizeBytes,
        int blockBits,
        long firstAddress,
        long asked,
        List<Call> calls,
        List<PinnedPage> pages,
        Optional<Stop> stop,
        long majorFaults,
        long minorFaults) {

    /**
     * One call.
     *
     * @param address where it began
     * @param pages how many pages it was to pin
     * @param flags its flags
     * @param result how many it pinned, or a negative error number
     * @param lockDropped whether it dropped the lock and waited
     */
    public record Call(
            long address, long pages, FollowFlags flags, long result, boolean lockDropped) {}

    /**
     * One page, as it was when all were pinned.
     *
     * @param index its place in the file
     * @param address where it is mapped
     * @param flags what is known about it
     * @param references who keeps it: the cache, the entry, the pin
     * @param mappings how many entries show it
     * @param writable whether its entry lets the user write
     * @param blocks where its bytes are on disk
     * @param majorFaults faults taken for it that had to read
     * @param minorFaults faults taken for it that did not
     * @param bios what these read
     */
    public record PinnedPage(
            long index,
            long address,
            Set<PageFlag> flags,
            int references,
            int mappings,
            boolean writable,
            List<BlockRun> blocks,
            long majorFaults,
            long minorFaults,
            List<Bio> bios) {

        /** {@return whether it is a copy that belongs to the process, not the file's own page} */
        public boolean isCopy() {
            return flags.contains(PageFlag.ANON);
        }
    }

    /**
     * Blocks of the file in a row.
     *
     * @param fileBlock the first
     * @param count how many
     * @param diskBlock where the first lies; empty for a hole
     */
    public record BlockRun(long fileBlock, long count, Optional<Long> diskBlock) {}

    /** What keeps a page from being pinned. */
    public enum Reason {
        /** The mapping is shared and so read-only, and the page was to be written to. */
        READ_ONLY_MAPPING,
        /** The page lies beyond the end of the file, where an access is a bus error. */
        BEYOND_END,
        /** The page, or what maps its blocks, cannot be read. */
        UNREADABLE,
        /** None of these. */
        OTHER
    }

    /**
     * Where and why the pages end.
     *
     * @param index the page of the file that could not be pinned
     * @param address where it would be
     * @param error the last result, a negative error number
     * @param reason why
     * @param failure what could not be read, if it is that
     * @param bios what was read for it in vain
     */
    public record Stop(
            long index,
            long address,
            long error,
            Reason reason,
            Optional<IOException> failure,
            List<Bio> bios) {}

    /** {@return all bios, in order} */
    public List<Bio> bios() {
        List<Bio> all = new ArrayList<>();
        pages.forEach(page -> all.addAll(page.bios()));
        stop.ifPresent(at -> all.addAll(at.bios()));
        return all;
    }

    /** {@return how much was read, metadata too} */
    public long bytesRead() {
        return bios().stream().mapToLong(bio -> bio.blocks() << blockBits).sum();
    }
}
