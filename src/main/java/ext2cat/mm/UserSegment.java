// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * The caller's own memory, which it really mapped or allocated: a segment of {@code
 * FileChannel.map} or of an arena. Its address is the real address, and its pages are slices of it,
 * so what is written to a pinned page is written to the caller's memory.
 *
 * <p>The segment must begin at a page, and must live for as long as any of its pages is pinned: the
 * memory is the caller's to free. The page that holds its end may be shorter than others.
 */
public final class UserSegment implements AutoCloseable {

    private final Machine machine;
    private final MemorySegment segment;
    private final Mappings mappings = new Mappings();
    private final Map<Long, Page> pages = new HashMap<>();

    /**
     * A segment to be mapped.
     *
     * @param machine the machine it is mapped on
     * @param segment memory outside the heap, which must stay alive
     * @throws IllegalArgumentException if it lies on the heap, is empty, or does not begin at a
     *     page
     */
    public UserSegment(Machine machine, MemorySegment segment) {
        boolean aligned = (segment.address() & Page.SIZE_BYTES - 1) == 0;
        if (!segment.isNative() || !aligned || segment.byteSize() == 0) {
            throw new IllegalArgumentException(
                    "not native memory that begins at a page: " + segment);
        }
        this.machine = machine;
        this.segment = segment;
    }

    /**
     * Maps it where it is, to be read, and to be written to unless the segment is read-only.
     *
     * @param map the address space
     * @return its address or a negative error number
     */
    public long map(MemoryMap map) {
        long sizePages = segment.byteSize() + Page.SIZE_BYTES - 1 >> Page.SHIFT;
        VmFlags access =
                segment.isReadOnly()
                        ? VmFlags.of(VmFlag.READ)
                        : VmFlags.of(VmFlag.READ, VmFlag.WRITE);
        MapRequest request = MapRequest.sharedOf(new Pages(), segment.address(), sizePages, access);
        return map.mmap(segment.isReadOnly() ? request.openedReadOnly() : request);
    }

    private Page newPage(long index) {
        long offsetBytes = index << Page.SHIFT;
        long lengthBytes = Math.min(Page.SIZE_BYTES, segment.byteSize() - offsetBytes);
        return machine.frames().adopt(segment.asSlice(offsetBytes, lengthBytes));
    }

    /** No new pages from here on; those that are mapped or pinned stay as long as the segment. */
    @Override
    public synchronized void close() {
        pages.values().forEach(Page::put);
        pages.clear();
    }

    /** The segment, as an area sees it. */
    private final class Pages implements Backing {

        @Override
        public VmFault fault(Fault fault) {
            long offsetBytes = fault.index() << Page.SHIFT;
            if (offsetBytes >= segment.byteSize()) {
                return VmFault.Failure.SIGBUS;
            }
            synchronized (UserSegment.this) {
                Page page = pages.computeIfAbsent(fault.index(), UserSegment.this::newPage);
                page.get();
                return new VmFault.Found(page, false);
            }
        }

        @Override
        public Mappings mappings() {
            return mappings;
        }

        @Override
        public void unmapped() {
            close();
        }
    }
}
