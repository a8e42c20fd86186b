// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

/** Takes entries out of a page table (zap_pte_range); the table's lock is held. */
final class Zap {

    private final Machine machine;

    Zap(Machine machine) {
        this.machine = machine;
    }

    /** Empties every entry from {@code start} to {@code end}. */
    void range(PageTable table, long start, long end) {
        table.change(start, end, (address, pte) -> entry(pte));
    }

    /** Lets go of what {@code pte} holds, and gives what takes its place. */
    Pte entry(Pte pte) {
        switch (pte) {
            case Pte.Mapped mapped -> mapped(mapped);
            case Pte.Swapped swapped -> machine.swapSpace().releaseAndReclaim(swapped.entry());
            case Pte.Zero zero -> {}
            case Pte.Pfn pfn -> {}
            case Pte.None none -> {}
        }
        return Pte.None.NONE;
    }

    private void mapped(Pte.Mapped pte) {
        Page page = pte.page();
        if (pte.dirty() && !page.is(PageFlag.ANON)) {
            page.setDirty();
        }
        page.removeMapping();
        if (page.is(PageFlag.SWAPCACHE) && page.mapCount() == 0) {
            machine.swapSpace().tryToFree(page);
        }
        page.put();
    }
}
