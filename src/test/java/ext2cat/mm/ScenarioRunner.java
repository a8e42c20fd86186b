// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageOwner;
import ext2cat.host.Errno;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs one scenario in a fresh process, and writes down what it gives as the recording does. */
final class ScenarioRunner implements AutoCloseable {

    private final Guest guest;
    private final PageNames names = new PageNames();
    private final Pins pins;
    private final GuestProcess parent;
    private final Map<String, GuestFile> files = new HashMap<>();
    private final Map<String, Long> labels = new HashMap<>();
    private final List<TestDevice> devices = new ArrayList<>();
    private final List<SharedMemory> sharedMemories = new ArrayList<>();
    private Optional<GuestProcess> child = Optional.empty();

    ScenarioRunner(Guest guest) {
        this.guest = guest;
        this.pins = new Pins(guest.machine(), names);
        this.parent = new GuestProcess(new MemoryMap(guest.machine()), new Task(), names);
        names.addFixed(guest.machine().zeroPage(), "ZERO");
        guest.disk().setDelay(0);
    }

    /** The scenario with the results that this emulation gives. */
    static Scenario replay(Guest guest, Scenario recorded) {
        List<Scenario.Step> steps = new ArrayList<>();
        try (ScenarioRunner runner = new ScenarioRunner(guest)) {
            for (Scenario.Step step : recorded.steps()) {
                steps.add(runner.run(step.text()));
            }
        }
        return new Scenario(recorded.id(), recorded.group(), recorded.notes(), steps);
    }

    private Scenario.Step run(String text) {
        ScenarioWords words = ScenarioWords.of(text);
        if (words.at(0).equals("child")) {
            Scenario.Step step = run(child.orElseThrow(), ScenarioWords.of(words.tail()));
            return new Scenario.Step(text, step.result(), step.pages());
        }
        Scenario.Step step = run(parent, words);
        return new Scenario.Step(text, step.result(), step.pages());
    }

    private Scenario.Step run(GuestProcess process, ScenarioWords words) {
        if (words.at(0).equals("gup")) {
            GuestProcess target =
                    words.value("mm", "").equals("child") ? child.orElseThrow() : process;
            return new GupStep(guest, target, process.task(), pins, words, address(words.at(2)))
                    .run("");
        }
        return new Scenario.Step("", result(process, words), List.of());
    }

    private String result(GuestProcess process, ScenarioWords words) {
        MemoryMap map = process.map();
        return switch (words.at(0)) {
            case "file" -> file(words);
            case "map" -> map(process, words);
            case "touch" -> touch(process, words);
            case "munmap" -> ok(map.munmap(address(words.at(1)), words.number(2)));
            case "mlock" -> ok(new MlockCall(map).mlock(address(words.at(1)), words.number(2)));
            case "munlock" -> ok(new MlockCall(map).munlock(address(words.at(1)), words.number(2)));
            case "mprotect" ->
                    ok(
                            new MprotectCall(map)
                                    .mprotect(
                                            address(words.at(1)),
                                            words.number(2),
                                            ScenarioWords.access(words.at(3))));
            case "mremap" ->
                    ok(
                            new MremapCall(map)
                                    .mremap(
                                            address(words.at(1)),
                                            words.number(2),
                                            words.number(2),
                                            address(words.at(3))));
            case "madvise" ->
                    ok(
                            new MadviseCall(map)
                                    .madvise(
                                            address(words.at(1)),
                                            words.number(2),
                                            MadviseAdvice.valueOf(
                                                    words.at(3).toUpperCase(Locale.ROOT))));
            case "fork" -> {
                child = Optional.of(new GuestProcess(new ForkCall(map).fork(), new Task(), names));
                yield "ok";
            }
            case "exitchild" -> {
                child.orElseThrow().map().close();
                child = Optional.empty();
                yield "ok";
            }
            case "same" -> same(process, words);
            case "pte" -> pte(process, address(words.at(1)));
            case "kread" -> pins.read(words.at(1), words.at(2));
            case "kwrite" -> pins.write(words.at(1), words.at(2), words.at(3));
            case "kdirty" -> pins.dirty(words.at(1), words.at(2));
            case "kinfo" -> pins.info(words.at(1), words.at(2));
            case "put" -> pins.put(words.at(1), false);
            case "putdirty" -> pins.put(words.at(1), true);
            default -> fileStep(words);
        };
    }

    private String fileStep(ScenarioWords words) {
        switch (words.at(0)) {
            case "iodelay" -> guest.disk().setDelay(words.number(1));
            case "settle" -> guest.disk().settle();
            case "dropcaches" -> {
                files.values().forEach(GuestFile::fsync);
                files.values().forEach(GuestFile::dropClean);
                sharedMemories.forEach(SharedMemory::dropClean);
            }
            case "evict" -> file(words.at(1)).evict();
            case "warm" -> file(words.at(1)).warm(words.number(2));
            case "fsync" -> file(words.at(1)).fsync();
            case "truncate" -> file(words.at(1)).truncate(words.number(2));
            case "punch" -> {
                return ok(file(words.at(1)).punch(words.number(2), words.number(3)));
            }
            case "fsize" -> {
                return "" + file(words.at(1)).sizeBytes();
            }
            case "cached" -> {
                return cached(file(words.at(1)), words.number(2));
            }
            case "fread" -> {
                byte[] bytes = new byte[8];
                int count = file(words.at(1)).read(position(words.at(2)), bytes);
                return "n=" + count + " val=" + PageNames.word(bytes);
            }
            case "fwrite" -> {
                file(words.at(1)).write(position(words.at(2)), PageNames.bytes(words.at(3)));
                return "n=8";
            }
            default -> throw new IllegalArgumentException("no such step: " + words.at(0));
        }
        return "ok";
    }

    private static long position(String place) {
        return (ScenarioWords.page(place) << Page.SHIFT) + ScenarioWords.offset(place);
    }

    private static String ok(long result) {
        return result < 0 ? Errno.text(result) : "ok";
    }

    private GuestFile file(String name) {
        return files.get(name);
    }

    private String file(ScenarioWords words) {
        String name = words.at(1);
        long pages = Long.parseLong(words.value("pages", "0"));
        long sizeBytes = Long.parseLong(words.value("bytes", "" + (pages << Page.SHIFT)));
        GuestFile file = guest.newFile(words.value("fs", "disk"));
        files.put(name, file);
        names.addOwner(file.owner(), "CACHE(" + name + ",");
        if (!words.isSet("sparse")) {
            for (long page = 0; page << Page.SHIFT < sizeBytes; page++) {
                byte[] word =
                        (name + "_pg%04d").formatted(page).getBytes(StandardCharsets.US_ASCII);
                for (int at = 0; at < Page.SIZE_BYTES; at += word.length) {
                    file.write((page << Page.SHIFT) + at, word);
                }
            }
        }
        file.truncate(sizeBytes);
        file.fsync();
        return "ok";
    }

    private static String cached(GuestFile file, long pages) {
        StringBuilder letters = new StringBuilder();
        for (long index = 0; index < pages; index++) {
            Optional<Page> page = file.find(index);
            letters.append(page.map(ScenarioRunner::letter).orElse('-'));
            page.ifPresent(Page::put);
        }
        return letters.toString();
    }

    private static char letter(Page page) {
        if (!page.is(ext2cat.bio.PageFlag.UPTODATE)) {
            return 'n';
        }
        return page.is(ext2cat.bio.PageFlag.DIRTY) ? 'd' : 'c';
    }

    /** {@code A+2}, {@code A-1}, {@code @+7}, {@code A+0:0x123}. */
    private long address(String text) {
        String place = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
        int sign = Math.max(place.lastIndexOf('+'), place.lastIndexOf('-'));
        String label = sign < 0 ? place : place.substring(0, sign);
        long pages = sign < 0 ? 0 : Long.parseLong(place.substring(sign));
        long base = label.equals("@") ? 0 : labels.get(label);
        return GuestProcess.address(base + pages) + ScenarioWords.offset(text);
    }

    private String map(GuestProcess process, ScenarioWords words) {
        String label = words.at(1);
        long at = Long.parseLong(words.value("at", "0"));
        long pages = Long.parseLong(words.value("pages", "1"));
        boolean shared = words.value("share", "private").equals("shared");
        Set<MapOption> options = EnumSet.noneOf(MapOption.class);
        if (words.isSet("grow")) {
            options.add(MapOption.GROWSDOWN);
        }
        if (words.isSet("lock")) {
            options.add(MapOption.LOCKED);
        }
        if (words.isSet("populate")) {
            options.add(MapOption.POPULATE);
        }
        labels.put(label, at);
        Optional<Backing> backing = backing(words, label, pages, shared);
        boolean writable = !words.value("fd", "rw").equals("ro");
        long result =
                process.map()
                        .mmap(
                                new MapRequest(
                                        GuestProcess.address(at),
                                        pages,
                                        ScenarioWords.access(words.value("prot", "none")),
                                        shared,
                                        backing,
                                        Long.parseLong(words.value("off", "0")),
                                        writable,
                                        options));
        return result < 0 ? Errno.text(result) : "vma=" + process.areaAt(GuestProcess.address(at));
    }

    private Optional<Backing> backing(
            ScenarioWords words, String label, long pages, boolean shared) {
        switch (words.value("kind", "anon")) {
            case "file" -> {
                return Optional.of(file(words.value("file", "F")).open());
            }
            case "dev" -> {
                TestDevice device = guest.newDevice(words.value("dev", "fault"));
                devices.add(device);
                for (int i = 0; i < device.pages().size(); i++) {
                    names.addFixed(device.pages().get(i), "DEV(" + i + ")");
                }
                return Optional.of(device);
            }
            default -> {
                if (!shared) {
                    return Optional.empty();
                }
                Backing memory = guest.newSharedMemory(pages);
                sharedMemories.add((SharedMemory) memory);
                names.addOwner((PageOwner) memory, "SHM(" + label + ",");
                return Optional.of(memory);
            }
        }
    }

    private String touch(GuestProcess process, ScenarioWords words) {
        UserAccess user = new UserAccess(process.map(), process.task());
        long address = address(words.at(2));
        if (words.at(1).equals("w")) {
            byte[] value = PageNames.bytes(words.at(3));
            return text(user.store(address, MemorySegment.ofArray(value)));
        }
        byte[] value = new byte[8];
        UserAccess.Result result = user.load(address, MemorySegment.ofArray(value));
        return result == UserAccess.Result.OK ? "ok val=" + PageNames.word(value) : text(result);
    }

    private static String text(UserAccess.Result result) {
        return result == UserAccess.Result.OK ? "ok" : result.toString();
    }

    private String same(GuestProcess process, ScenarioWords words) {
        Optional<Page> pinned = pins.page(words.at(1), words.at(2));
        if (pinned.isEmpty()) {
            return "nopin";
        }
        long address = address(words.at(3));
        return switch (process.map().entry(address)) {
            case Pte.Mapped mapped -> mapped.page() == pinned.get() ? "yes" : "no";
            case Pte.Zero zero -> zero.page() == pinned.get() ? "yes" : "no";
            default -> "unmapped(" + process.mappedAt(address) + ")";
        };
    }

    private static String pte(GuestProcess process, long address) {
        String mapped = process.mappedAt(address);
        String area = " vma=" + process.areaAt(address);
        return switch (process.map().entry(address)) {
            case Pte.Mapped pte ->
                    mapped
                            + " pte="
                            + process.letters(address)
                            + " mapc="
                            + pte.page().mapCount()
                            + " dirty="
                            + Pins.flag(pte.page(), ext2cat.bio.PageFlag.DIRTY)
                            + area;
            case Pte.Zero zero -> mapped + " pte=r mapc=0 dirty=0" + area;
            default -> mapped + area;
        };
    }

    /** The process exits; everything goes. */
    @Override
    public void close() {
        guest.disk().settle();
        pins.putAll();
        child.ifPresent(process -> process.map().close());
        parent.map().close();
        files.values().forEach(GuestFile::delete);
        sharedMemories.forEach(SharedMemory::close);
        devices.forEach(TestDevice::delete);
    }
}
