// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.host.Errno;

import java.util.Optional;

/**
 * What lies behind a mapped area: an open file, a shared memory object, the caller's own memory, a
 * device (vm_file and vm_operations_struct). Private anonymous memory has none.
 *
 * <p>Two neighbouring areas merge only if their backing is the same object.
 */
interface Backing {

    /**
     * Finds or brings in the page at the fault's index ({@code ->fault}).
     *
     * @return {@link VmFault.Found}, {@link VmFault.Retry}, a {@link VmFault.Failure}, or {@link
     *     VmFault.Handled} if the backing put the entry in itself
     */
    VmFault fault(Fault fault);

    /** Who maps this, so that pages can be unmapped when they go. */
    Mappings mappings();

    /**
     * Whether a read fault may also map pages around it that are {@link #readyPage ready} ({@code
     * ->map_pages}).
     */
    default boolean mapsAround() {
        return false;
    }

    /**
     * The page at {@code index} with a reference for the caller, if it can be mapped at once:
     * cached, up to date, unlocked, without the readahead mark.
     */
    default Optional<Page> readyPage(long index) {
        return Optional.empty();
    }

    /** Whether {@link #pageMkwrite} is to be called before an entry becomes writable. */
    default boolean notifiesFirstWrite() {
        return false;
    }

    /** Whether clean and dirty pages are told apart, to be written back. */
    default boolean tracksDirtyPages() {
        return false;
    }

    /**
     * A page of a shared area is about to be written to ({@code ->page_mkwrite}).
     *
     * @return whether the page still belongs here; if not, the fault begins again
     */
    default boolean pageMkwrite(Page page) {
        return true;
    }

    /** No address space maps this any more. */
    default void unmapped() {}

    /** The flags that an area of this backing gets beyond what was asked for. */
    default VmFlags extraFlags() {
        return VmFlags.NONE;
    }

    /** The file's own mmap: may put entries in at once. */
    default void mapped(Premap premap) {}

    /** Some pages will be needed (MADV_WILLNEED). */
    default void willNeed(long firstIndex, long endIndex) {}

    /**
     * Takes pages out of the middle (MADV_REMOVE).
     *
     * @return 0 or a negative error number
     */
    default long punch(long firstIndex, long endIndex) {
        return Errno.EOPNOTSUPP.result();
    }

    /**
     * Tries to give up a page that no entry shows any more (MADV_PAGEOUT). The page may be kept.
     */
    default void reclaim(Page page) {}

    /** Puts entries into an area that is being mapped (vm_insert_page, remap_pfn_range). */
    interface Premap {
        /** The area. */
        VmArea area();

        /** Maps a page; the entry takes a reference of its own. */
        void insertPage(long address, Page page);

        /** Maps memory without a page. */
        void insertPfn(long address, java.lang.foreign.MemorySegment memory);
    }
}
