// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.mpage.read.AddressSpace;
import ext2cat.mpage.read.FileShape;
import ext2cat.mpage.read.ReadEvents;

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
     * @param blockBits log2 of the block size
     * @param getBlock the file's map, which nobody else may use
     * @param submitter carries the reads out
     * @param driver whose way of turning pages into reads
     * @param limits the limits of one request to the device
     */
    public ImageFile(
            Machine machine,
            long sizeBytes,
            int blockBits,
            GetBlock getBlock,
            BioSubmitter submitter,
            ReadModel driver,
            QueueLimits limits) {
        FileShape shape = FileShape.inPages(sizeBytes, blockBits);
        this.pages =
                new ImagePages(
                        machine,
                        sizeBytes,
                        limits,
                        destination ->
                                new AddressSpace(
                                        driver,
                                        shape,
                                        getBlock,
                                        submitter,
                                        destination,
                                        ReadEvents.NONE));
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
