// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

/** When a write to a read-only anonymous page needs no copy. */
public enum CowReuse {
    /**
     * When the page is known to be this process's alone, or nobody else has any reference to it: a
     * pin makes a copy necessary (PageAnonExclusive, folio_ref_count).
     */
    BY_REFERENCES {
        @Override
        boolean mayReuse(Machine machine, Page page) {
            if (page.is(PageFlag.ANON_EXCLUSIVE)) {
                return true;
            }
            if (page.is(PageFlag.SWAPCACHE)) {
                if (page.refCount() > 2) {
                    return false;
                }
                machine.swapSpace().tryToFree(page);
            }
            return page.refCount() == 1;
        }
    },
    /** When no other entry shows the page: a pin does not matter (reuse_swap_page). */
    BY_MAPPINGS {
        @Override
        boolean mayReuse(Machine machine, Page page) {
            return page.mapCount() == 1
                    && (!page.is(PageFlag.SWAPCACHE) || machine.swapSpace().tryToFree(page));
        }
    };

    /** Whether the page may be written to in place; its entry's lock is held. */
    abstract boolean mayReuse(Machine machine, Page page);
}
