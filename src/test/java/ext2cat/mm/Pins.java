// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The slots in which a scenario keeps pinned pages, and what it does with them. */
final class Pins {

    private final Machine machine;
    private final PageNames names;
    private final Map<String, List<Page>> slots = new HashMap<>();

    Pins(Machine machine, PageNames names) {
        this.machine = machine;
        this.names = names;
    }

    void add(String slot, List<Page> pages) {
        slots.computeIfAbsent(slot, key -> new ArrayList<>()).addAll(pages);
    }

    Optional<Page> page(String slot, String place) {
        List<Page> pages = slots.getOrDefault(slot, List.of());
        int i = (int) ScenarioWords.page(place);
        return i < pages.size() ? Optional.of(pages.get(i)) : Optional.empty();
    }

    /** References beyond those of the entries that map it and of the cache that it is in. */
    int count(Page page) {
        if (page == machine.zeroPage()) {
            return 0;
        }
        boolean cached = page.isAttached() && !page.is(PageFlag.ANON);
        boolean device = names.of(page).startsWith("DEV");
        return page.refCount()
                - page.mapCount()
                - (cached || device ? 1 : 0)
                - (page.is(PageFlag.SWAPCACHE) ? 1 : 0);
    }

    String read(String slot, String place) {
        return page(slot, place)
                .map(page -> "val=" + PageNames.word(page, ScenarioWords.offset(place)))
                .orElse("nopin");
    }

    String write(String slot, String place, String value) {
        Optional<Page> page = page(slot, place);
        page.ifPresent(
                p ->
                        p.memory()
                                .asSlice(ScenarioWords.offset(place), 8)
                                .copyFrom(
                                        java.lang.foreign.MemorySegment.ofArray(
                                                PageNames.bytes(value))));
        return page.isPresent() ? "ok" : "nopin";
    }

    String dirty(String slot, String place) {
        return page(slot, place)
                .map(page -> "newlydirty=" + (page.setDirty() ? 1 : 0))
                .orElse("nopin");
    }

    String info(String slot, String place) {
        return page(slot, place).map(this::info).orElse("nopin");
    }

    private String info(Page page) {
        return "id="
                + names.of(page)
                + " w0="
                + PageNames.word(page, 0)
                + " pins="
                + count(page)
                + " dirty="
                + flag(page, PageFlag.DIRTY)
                + " mapc="
                + page.mapCount()
                + " attached="
                + (page.isAttached() ? 1 : 0);
    }

    static int flag(Page page, PageFlag flag) {
        return page.is(flag) ? 1 : 0;
    }

    String put(String slot, boolean dirtyFirst) {
        List<Page> pages = Optional.ofNullable(slots.remove(slot)).orElse(List.of());
        for (Page page : pages) {
            if (dirtyFirst) {
                page.setDirty();
            }
            page.put();
        }
        return "n=" + pages.size();
    }

    void putAll() {
        List.copyOf(slots.keySet()).forEach(slot -> put(slot, false));
    }
}
