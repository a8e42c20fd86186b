// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.host.Errno;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One call of the family, and the lines that describe it. */
final class GupStep {

    private static final int MOST_LINES = 24;
    private static final int LINES_OF_NEGATIVE = 8;

    private final Guest guest;
    private final GuestProcess target;
    private final Task current;
    private final Pins pins;
    private final ScenarioWords words;
    private final long start;
    private final long nrPages;
    private final List<Page> pages = new ArrayList<>();
    private final List<VmArea> areas = new ArrayList<>();
    private final Nonblocking nonblocking = new Nonblocking();

    /**
     * @param target whose memory
     * @param current who calls
     * @param start where, by its resolved address
     */
    GupStep(
            Guest guest,
            GuestProcess target,
            Task current,
            Pins pins,
            ScenarioWords words,
            long start) {
        this.guest = guest;
        this.target = target;
        this.current = current;
        this.pins = pins;
        this.words = words;
        this.start = start;
        this.nrPages = words.number(3);
    }

    /** Makes the call. */
    Scenario.Step run(String text) {
        // Pages get their names in the order of the printed lines, so only at the end.
        List<String> before = new ArrayList<>();
        List<Optional<Page>> pagesBefore = new ArrayList<>();
        List<Integer> dirtyBefore = new ArrayList<>();
        for (int i = 0; i < lineCount(); i++) {
            Optional<Page> page = mappedPage(address(i));
            before.add(page.isPresent() ? "" : target.mappedAt(address(i)));
            pagesBefore.add(page);
            dirtyBefore.add(page.map(p -> Pins.flag(p, PageFlag.DIRTY)).orElse(0));
        }
        SlowDisk disk = guest.disk();
        int completed = disk.completed();
        int readPages = disk.readPages();
        int zeroPins = guest.machine().zeroPage().refCount();
        long minor = current.minorFaults();
        long major = current.majorFaults();
        long result = call();
        pins.add(words.at(1), pages);
        StringBuilder line = new StringBuilder("ret=").append(Errno.text(result));
        if (words.isSet("nb")) {
            line.append(" nb=").append(nonblocking.isSet() ? 1 : 0);
        }
        boolean waited = disk.completed() > completed;
        line.append(" waited=").append(waited ? 1 : 0);
        int started = disk.readPages() - readPages;
        line.append(" io=").append(started > 0 ? 1 : 0);
        if (started > 0) {
            line.append(" iopages=").append(started);
            line.append(waited ? "" : " inflight=" + (disk.isIdle() ? 0 : 1));
        }
        line.append(" zpins=").append(guest.machine().zeroPage().refCount() - zeroPins);
        line.append(" lockheld=").append(lockHeld() ? 1 : 0);
        line.append(" minflt=").append(current.minorFaults() - minor);
        line.append(" majflt=").append(current.majorFaults() - major);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < lineCount(); i++) {
            lines.add(pageLine(i, before.get(i), pagesBefore.get(i), dirtyBefore.get(i)));
        }
        return new Scenario.Step(text, line.toString(), lines);
    }

    private int lineCount() {
        return nrPages < 0 ? LINES_OF_NEGATIVE : (int) Math.min(nrPages, MOST_LINES);
    }

    private long address(int i) {
        return (start & -Page.SIZE_BYTES) + ((long) i << Page.SHIFT);
    }

    private Optional<Page> mappedPage(long address) {
        return switch (target.map().entry(address)) {
            case Pte.Mapped mapped -> Optional.of(mapped.page());
            case Pte.Zero zero -> Optional.of(zero.page());
            default -> Optional.empty();
        };
    }

    private String api() {
        return words.value("api", "raw");
    }

    private boolean takesLock() {
        return api().equals("unlocked") || api().equals("fast");
    }

    private boolean lockHeld() {
        return !takesLock() && nonblocking.isSet();
    }

    private long call() {
        Gup gup = Gup.of(start, nrPages).with(flags(words.at(4)));
        if (words.isSet("pages")) {
            gup = gup.pages(pages);
        }
        if (words.isSet("vmas")) {
            gup = gup.areas(areas);
        }
        if (words.isSet("nb")) {
            gup = gup.nonblocking(nonblocking);
        }
        UserPages userPages = new UserPages(target.map(), current);
        if (takesLock()) {
            return api().equals("fast")
                    ? userPages.getUserPagesFast(gup)
                    : userPages.getUserPagesUnlocked(gup);
        }
        target.map().mmapLock().lockRead();
        try {
            return switch (api()) {
                case "raw" -> userPages.walk(gup);
                case "gup" -> userPages.getUserPages(gup);
                case "remote" -> userPages.getUserPagesRemote(gup);
                default -> throw new IllegalArgumentException(api());
            };
        } finally {
            if (target.map().mmapLock().isHeldForReading()) {
                target.map().mmapLock().unlockRead();
            }
        }
    }

    private static FollowFlags flags(String text) {
        FollowFlags flags = FollowFlags.NONE;
        if (!text.equals("0")) {
            for (String name : text.split("[|]")) {
                flags = flags.with(FollowFlag.valueOf(name));
            }
        }
        return flags;
    }

    private String pageLine(int i, String before, Optional<Page> pageBefore, int dirtyBefore) {
        String was = pageBefore.map(target.names()::of).orElse(before);
        StringBuilder line = new StringBuilder().append(i).append(" was=").append(was);
        if (i < pages.size()) {
            Page page = pages.get(i);
            line.append(" id=").append(target.names().of(page));
            line.append(" w0=").append(PageNames.word(page, 0));
            line.append(" pins=").append(pins.count(page));
            boolean same = pageBefore.isPresent() && pageBefore.get() == page;
            line.append(" dirty=").append(same ? "" + dirtyBefore : "-");
            line.append('>').append(Pins.flag(page, PageFlag.DIRTY));
            line.append(" mapc=").append(page.mapCount());
            String used = page.is(PageFlag.REFERENCED) ? "r" : "";
            used += page.is(PageFlag.ACTIVE) ? "a" : "";
            line.append(" acc=").append(used.isEmpty() ? "-" : used);
        }
        line.append(" now=").append(target.mappedAt(address(i)));
        String letters =
                target.map().lookup(address(i)).isEmpty() ? "" : target.letters(address(i));
        line.append(letters.isEmpty() ? "" : ":" + letters);
        if (i < areas.size() && lockHeld()) {
            line.append(" vma=").append(GuestProcess.text(areas.get(i)));
        }
        return line.toString();
    }
}
