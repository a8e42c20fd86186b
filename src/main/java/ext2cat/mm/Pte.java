// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.lang.foreign.MemorySegment;

/**
 * A page-table entry (pte_t). Entries are values: the table holds another one when something
 * changes, so an entry that is still the same object is still the same entry (pte_same).
 */
sealed interface Pte {

    /** Nothing is mapped. */
    enum None implements Pte {
        /** The only value. */
        NONE
    }

    /** A page of a process or of a backing. The entry owns one reference and one mapping of it. */
    record Mapped(Page page, boolean writable, boolean dirty) implements Pte {

        Mapped writeProtected() {
            return writable ? new Mapped(page, false, dirty) : this;
        }

        Mapped cleaned() {
            return dirty ? new Mapped(page, writable, false) : this;
        }

        Mapped dirtied() {
            return dirty ? this : new Mapped(page, writable, true);
        }
    }

    /** The shared zero page: never writable, never counted. */
    record Zero(Page page) implements Pte {}

    /** Memory without a page (pte_special). */
    record Pfn(MemorySegment memory, boolean writable, boolean dirty) implements Pte {}

    /**
     * The page is in swap space.
     *
     * @param exclusive whether no other process has it (pte_swp_exclusive)
     */
    record Swapped(SwapEntry entry, boolean exclusive) implements Pte {}
}
