// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** The address spaces that map a file or a shared memory object (i_mmap). */
final class Mappings {

    private final Set<MemoryMap> maps = new CopyOnWriteArraySet<>();

    /** Nobody maps it yet. */
    Mappings() {}

    void add(MemoryMap map) {
        maps.add(map);
    }

    /**
     * Takes an address space out that no longer maps it.
     *
     * @return whether it was the last
     */
    boolean remove(MemoryMap map) {
        maps.remove(map);
        return maps.isEmpty();
    }

    /**
     * Takes the entries of some pages out of every address space (unmap_mapping_range).
     *
     * @param evenCopies whether private copies go too, as when a file is truncated
     */
    void unmapRange(long firstIndex, long endIndex, boolean evenCopies) {
        for (MemoryMap map : maps) {
            map.unmapPages(this, firstIndex, endIndex, evenCopies);
        }
    }

    /**
     * Makes the entries of a page in shared areas read-only and clean, so that the next write is
     * noticed (folio_mkclean).
     *
     * @return whether any entry was dirty
     */
    boolean cleanEntries(Page page) {
        boolean dirty = false;
        for (MemoryMap map : maps) {
            dirty |= map.cleanEntries(this, page);
        }
        return dirty;
    }
}
