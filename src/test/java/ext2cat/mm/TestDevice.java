// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The recording's test device: pages of its own, mapped in one of five ways. */
final class TestDevice implements Backing {

    private static final int PAGES = 16;

    /** How it maps its pages. */
    enum Kind {
        /** Pages by fault. */
        FAULT(VmFlags.NONE),
        /** Pages by fault, in an area that is device memory. */
        VMIO(VmFlags.of(VmFlag.IO)),
        /** Pages put in by mmap. */
        INSERTPAGE(VmFlags.of(VmFlag.MIXEDMAP)),
        /** Memory without pages, by fault. */
        MIXEDPFN(VmFlags.of(VmFlag.MIXEDMAP)),
        /** Memory without pages, put in by mmap. */
        PFNMAP(VmFlags.of(VmFlag.IO, VmFlag.PFNMAP));

        private final VmFlags flags;

        Kind(VmFlags flags) {
            this.flags = flags;
        }
    }

    private final Kind kind;
    private final Mappings mappings = new Mappings();
    private final List<Page> pages = new ArrayList<>();

    TestDevice(Machine machine, Kind kind) {
        this.kind = kind;
        for (int i = 0; i < PAGES; i++) {
            Page page = machine.frames().allocateZeroed();
            byte[] word = "DEVpg%03d".formatted(i).getBytes(StandardCharsets.US_ASCII);
            for (int at = 0; at < Page.SIZE_BYTES; at += word.length) {
                page.memory().asSlice(at, word.length).copyFrom(MemorySegment.ofArray(word));
            }
            pages.add(page);
        }
    }

    List<Page> pages() {
        return pages;
    }

    @Override
    public VmFault fault(Fault fault) {
        if (fault.index() >= PAGES) {
            return VmFault.Failure.SIGBUS;
        }
        Page page = pages.get((int) fault.index());
        if (kind == Kind.MIXEDPFN) {
            return fault.insertPfn(page.memory());
        }
        page.get();
        return new VmFault.Found(page, false);
    }

    @Override
    public Mappings mappings() {
        return mappings;
    }

    @Override
    public VmFlags extraFlags() {
        return kind.flags;
    }

    @Override
    public void mapped(Premap premap) {
        long address = premap.area().startAddress();
        long index = premap.area().pageOffset();
        for (; address < premap.area().endAddress(); address += Page.SIZE_BYTES, index++) {
            if (kind == Kind.INSERTPAGE) {
                premap.insertPage(address, pages.get((int) index));
            } else if (kind == Kind.PFNMAP) {
                premap.insertPfn(address, pages.get((int) index).memory());
            }
        }
    }

    void delete() {
        pages.forEach(Page::put);
    }
}
