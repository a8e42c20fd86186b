// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.BioDestination;
import ext2cat.mpage.AddressSpace;
import ext2cat.mpage.QueueLimits;

import java.util.function.Function;

/**
 * A file of an image, to be mapped. Its pages are read when a fault needs them, in the order in
 * which the model reads, and are cached from then on.
 */
public final class ImageFile implements AutoCloseable {

    private final ImagePages pages;

    /**
     * A file of which nothing is cached.
     *
     * @param machine where its pages come from
     * @param sizeBytes the file's size
     * @param limits the limits of one request to the device
     * @param open makes the file's address space, whose bytes go where it is told; nobody else may
     *     use it
     */
    public ImageFile(
            Machine machine,
            long sizeBytes,
            QueueLimits limits,
            Function<BioDestination, AddressSpace> open) {
        this.pages = new ImagePages(machine, sizeBytes, limits, open);
    }

    /** {@return the file's size in pages, the last one perhaps partly beyond its end} */
    public long sizePages() {
        return pages.sizePages();
    }

    /**
     * Maps a private view, to be read and written to: writes make copies.
     *
     * @param map the address space
     * @param address where to map it, the address of a page
     * @param count how many pages, from the file's beginning
     * @return the address or a negative error number
     */
    public long mapPrivate(MemoryMap map, long address, long count) {
        VmFlags access = VmFlags.of(VmFlag.READ, VmFlag.WRITE);
        return map.mmap(MapRequest.privateOf(open(), address, count, access));
    }

    /**
     * Maps a shared view, to be read only.
     *
     * @param map the address space
     * @param address where to map it, the address of a page
     * @param count how many pages, from the file's beginning
     * @return the address or a negative error number
     */
    public long mapShared(MemoryMap map, long address, long count) {
        VmFlags access = VmFlags.of(VmFlag.READ);
        return map.mmap(MapRequest.sharedOf(open(), address, count, access).openedReadOnly());
    }

    FileBacking open() {
        return pages.open();
    }

    /**
     * Takes all pages out of the cache and of every mapping. A page that is pinned stays with
     * whoever pinned it, and a later fault reads another one.
     */
    public void drop() {
        pages.drop();
    }

    /** Gives the cached pages back; there must be no mapping left. */
    @Override
    public void close() {
        pages.close();
    }
}
