// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

/** A process of the guest, and what can be seen of its memory. */
record GuestProcess(MemoryMap map, Task task, PageNames names) {

    static final long ARENA = 0x10_0000_0000L;

    static long address(long arenaPage) {
        return ARENA + (arenaPage << Page.SHIFT);
    }

    /** What is mapped at an address: a page's name, {@code none}, {@code swapped} ... */
    String mappedAt(long address) {
        if (map.lookup(address).isEmpty()) {
            return "novma";
        }
        return switch (map.entry(address)) {
            case Pte.None none -> "none";
            case Pte.Swapped swapped -> "swapped";
            case Pte.Pfn pfn -> "PFN";
            case Pte.Zero zero -> "ZERO";
            case Pte.Mapped mapped -> names.of(mapped.page());
        };
    }

    /** The entry's letters: {@code r}, {@code wd}. */
    String letters(long address) {
        return switch (map.entry(address)) {
            case Pte.Zero zero -> "r";
            case Pte.Mapped mapped -> (mapped.writable() ? "w" : "r") + (mapped.dirty() ? "d" : "");
            default -> "";
        };
    }

    String areaAt(long address) {
        return map.lookup(address).map(GuestProcess::text).orElse("none");
    }

    static String text(VmArea area) {
        StringBuilder text = new StringBuilder();
        text.append(area.startAddress() - ARENA >> Page.SHIFT);
        text.append('-').append(area.endAddress() - ARENA >> Page.SHIFT).append(':');
        text.append(area.flags().has(VmFlag.READ) ? 'r' : '-');
        text.append(area.flags().has(VmFlag.WRITE) ? 'w' : '-');
        text.append(area.flags().has(VmFlag.EXEC) ? 'x' : '-');
        text.append(area.flags().has(VmFlag.MAYSHARE) ? 's' : 'p');
        text.append(area.flags().has(VmFlag.LOCKED) ? "L" : "");
        text.append(area.flags().has(VmFlag.GROWSDOWN) ? "G" : "");
        text.append(area.flags().has(VmFlag.IO) ? "I" : "");
        text.append(area.flags().has(VmFlag.PFNMAP) ? "P" : "");
        text.append(area.flags().has(VmFlag.MIXEDMAP) ? "M" : "");
        return text.toString();
    }
}
