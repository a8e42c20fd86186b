// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.PageFlag;
import ext2cat.cli.text.Shown;
import ext2cat.host.Errno;
import ext2cat.mm.FollowFlags;
import ext2cat.readorder.Pin;
import ext2cat.readorder.PinResult;
import ext2cat.readorder.format.BioText;
import ext2cat.readorder.format.SectorRead;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Pinned pages as a table for people. */
final class PinText {

    private final Writer out;
    private final PinResult report;
    private final Pin request;

    PinText(Writer out, PinResult report, Pin request) {
        this.out = out;
        this.report = report;
        this.request = request;
    }

    /**
     * Writes the mapping, the calls, the pages with what was read for each, and the sums.
     *
     * @param path the file's name, as it is spelled for people
     */
    void write(String path) throws IOException {
        line(
                "%s: %d bytes, mapped %s at %s; %s, driver %s",
                path,
                report.sizeBytes(),
                request.isShared() ? "shared and read-only" : "private",
                hex(report.firstAddress()),
                request.model(),
                request.driver().name());
        line("");
        for (PinResult.Call call : report.calls()) {
            line(
                    "get_user_pages(%s, %d, %s) = %s%s",
                    hex(call.address()),
                    call.pages(),
                    flags(call.flags()),
                    Errno.text(call.result()),
                    call.lockDropped() ? ", the lock dropped to wait" : "");
        }
        if (!report.pages().isEmpty()) {
            line("");
            pages();
        }
        line("");
        if (report.stop().isPresent()) {
            stop(report.stop().get());
        }
        line(
                "Pinned %d of %s; %s, %s; %s, %s read.",
                report.pages().size(),
                Shown.count(report.asked(), "page"),
                Shown.count(report.majorFaults(), "major fault"),
                Shown.count(report.minorFaults(), "minor fault"),
                Shown.count(report.bios().size(), "bio"),
                Shown.count(report.bytesRead(), "byte"));
        out.flush();
    }

    private void pages() throws IOException {
        int flags = "flags".length();
        int blocks = "disk blocks".length();
        for (PinResult.PinnedPage page : report.pages()) {
            flags = Math.max(flags, flags(page.flags()).length());
            blocks = Math.max(blocks, blocks(page).length());
        }
        String row = "%7s  %14s  %-5s  %-5s  %4s  %-" + blocks + "s  %s";
        line(row, "page", "address", "fault", "entry", "refs", "disk blocks", "flags");
        for (PinResult.PinnedPage page : report.pages()) {
            line(
                    row,
                    page.index(),
                    hex(page.address()),
                    fault(page),
                    page.writable() ? "rw" : "r",
                    page.references(),
                    blocks(page),
                    flags(page.flags()));
            bios(page.bios());
        }
    }

    private void stop(PinResult.Stop stop) throws IOException {
        line("Stopped at %s: %s, %s.", hex(stop.address()), Errno.text(stop.error()), reason(stop));
        bios(stop.bios());
    }

    /** Why there are no more pages, the rest of a sentence. */
    static String reason(PinResult.Stop stop) {
        return switch (stop.reason()) {
            case READ_ONLY_MAPPING ->
                    "the mapping is shared and read-only, so nothing can be pinned for writing";
            case BEYOND_END ->
                    "page "
                            + stop.index()
                            + " is beyond the end of the file, where an access is a bus error";
            case UNREADABLE -> "page " + stop.index() + " cannot be read";
            case OTHER -> "page " + stop.index() + " is not available";
        };
    }

    private void bios(List<Bio> bios) throws IOException {
        for (Bio bio : bios) {
            SectorRead read = SectorRead.of(bio, report.blockBits());
            line(
                    "         reads %s %d + %d (%s)",
                    read.readahead() ? "RA" : "R",
                    read.startSector(),
                    read.sectors(),
                    BioText.what(bio));
        }
    }

    private static String fault(PinResult.PinnedPage page) {
        return page.majorFaults() > 0 ? "major" : page.minorFaults() > 0 ? "minor" : "none";
    }

    private static String blocks(PinResult.PinnedPage page) {
        String runs =
                page.blocks().stream()
                        .map(
                                run ->
                                        run.diskBlock()
                                                .map(first -> BioText.range(first, run.count()))
                                                .orElse("hole"))
                        .collect(Collectors.joining(","));
        return page.isCopy() ? "copy of " + runs : runs;
    }

    private static String flags(Set<PageFlag> flags) {
        return flags.stream()
                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    private static String flags(FollowFlags flags) {
        return flags.toSet().stream()
                .map(flag -> "FOLL_" + flag.name())
                .collect(Collectors.joining("|"));
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    private void line(String format, Object... values) throws IOException {
        out.append(format.formatted(values).stripTrailing()).append('\n');
    }
}
