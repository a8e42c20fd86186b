// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

/** fork: the memory part of it (dup_mmap, copy_page_range). */
final class ForkCall {

    private final MemoryMap parent;

    ForkCall(MemoryMap parent) {
        this.parent = parent;
    }

    MemoryMap fork() {
        MemoryMap child = new MemoryMap(parent.machine());
        parent.mmapLock().lockWrite();
        try {
            for (VmArea area : parent.areas().snapshot()) {
                if (!area.flags().has(VmFlag.DONTCOPY)) {
                    copy(area, child);
                }
            }
        } finally {
            parent.mmapLock().unlockWrite();
        }
        return child;
    }

    private void copy(VmArea area, MemoryMap child) {
        boolean wiped = area.flags().has(VmFlag.WIPEONFORK);
        VmArea copy =
                area.withFlags(area.flags().without(VmFlag.LOCKED))
                        .withAnonVma(
                                area.anonVma()
                                        .filter(anonVma -> !wiped)
                                        .map(AnonVma::inForkedChild));
        child.areas().insert(copy);
        area.backing().ifPresent(backing -> backing.mappings().add(child));
        boolean needed =
                area.anonVma().isPresent() || area.flags().hasAny(VmFlag.PFNMAP, VmFlag.MIXEDMAP);
        if (wiped || !needed) {
            return;
        }
        synchronized (parent.pageTable()) {
            parent.pageTable()
                    .change(
                            area.startAddress(),
                            area.endAddress(),
                            (address, pte) -> share(area, address, pte, child));
        }
    }

    /** Gives the child an entry like the parent's, and what the parent's becomes. */
    private Pte share(VmArea area, long address, Pte pte, MemoryMap child) {
        Pte parents = pte;
        Pte childs = pte;
        switch (pte) {
            case Pte.Mapped mapped -> {
                Page page = mapped.page();
                page.get();
                page.addMapping();
                page.clear(PageFlag.ANON_EXCLUSIVE);
                Pte.Mapped both = area.flags().isCopyOnWrite() ? mapped.writeProtected() : mapped;
                parents = both;
                childs = area.flags().has(VmFlag.SHARED) ? both.cleaned() : both;
            }
            case Pte.Swapped swapped -> {
                SwapSpace.of(parent.machine()).orElseThrow().use(swapped.entry());
                parents = new Pte.Swapped(swapped.entry(), false);
                childs = parents;
            }
            default -> {}
        }
        synchronized (child.pageTable()) {
            child.pageTable().set(address, childs);
        }
        return parents;
    }
}
