// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.util.Optional;

/** Writes a page out and gives its memory up, if nobody else has it (shrink_folio_list). */
final class Reclaim {

    private final MemoryMap map;

    Reclaim(MemoryMap map) {
        this.map = map;
    }

    /**
     * Tries it with the page at {@code address}; a page that another process maps is left alone.
     */
    void pageOut(VmArea area, long address) {
        PageTable table = map.pageTable();
        Page page;
        synchronized (table) {
            Pte pte = table.get(address);
            if (!(pte instanceof Pte.Mapped mapped) || mapped.page().mapCount() != 1) {
                return;
            }
            page = mapped.page();
            if (page.is(PageFlag.ANON)) {
                swapOut(table, address, mapped);
                return;
            }
            table.set(address, new Zap(map.machine()).entry(pte));
        }
        area.backing().ifPresent(backing -> backing.reclaim(page));
    }

    /**
     * Puts a swap entry in the place of the page's; the page itself goes only if nobody has a
     * reference to it, otherwise it stays in the swap cache.
     */
    private void swapOut(PageTable table, long address, Pte.Mapped pte) {
        Optional<SwapSpace> space = SwapSpace.of(map.machine());
        if (space.isEmpty()) {
            return;
        }
        SwapSpace swap = space.get();
        Page page = pte.page();
        SwapEntry entry = swap.placeOf(page).orElseGet(() -> swap.add(page));
        swap.use(entry);
        boolean exclusive = page.clear(PageFlag.ANON_EXCLUSIVE);
        table.set(address, new Pte.Swapped(entry, exclusive));
        page.removeMapping();
        page.put();
        if (page.refCount() == 1) {
            swap.write(page);
            swap.removeFromCache(page);
        }
    }
}
