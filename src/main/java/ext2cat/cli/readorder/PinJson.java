// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.Bio;
import ext2cat.cli.text.Json;
import ext2cat.host.Errno;
import ext2cat.readorder.Pin;
import ext2cat.readorder.PinResult;
import ext2cat.readorder.format.BioText;
import ext2cat.readorder.format.SectorRead;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Pinned pages as JSON; addresses are hexadecimal, as strings. */
final class PinJson {

    private final Json json;
    private final PinResult report;
    private final Pin request;

    PinJson(Json json, PinResult report, Pin request) {
        this.json = json;
        this.report = report;
        this.request = request;
    }

    /** Writes the object. */
    void write(String path) throws IOException {
        json.object();
        json.field("path", path);
        json.field("size_bytes", report.sizeBytes());
        json.field("kernel", request.model().toString());
        json.field("driver", request.driver().name());
        json.object("mapping");
        json.field("address", PinText.hex(report.firstAddress()));
        json.field("kind", request.isShared() ? "shared" : "private");
        json.field("writable", !request.isShared());
        json.end();
        calls();
        pages();
        stop();
        sums();
        json.end();
    }

    private void calls() throws IOException {
        json.array("calls");
        for (PinResult.Call call : report.calls()) {
            json.object();
            json.field("address", PinText.hex(call.address()));
            json.field("pages", call.pages());
            json.field(
                    "flag_names",
                    call.flags().toSet().stream().map(flag -> "FOLL_" + flag.name()).toList());
            json.field("result", call.result());
            if (call.result() < 0) {
                json.field("error", Errno.text(call.result()));
            }
            json.field("lock_dropped", call.lockDropped());
            json.end();
        }
        json.end();
    }

    private void pages() throws IOException {
        json.array("pages");
        for (PinResult.PinnedPage page : report.pages()) {
            json.object();
            json.field("page", page.index());
            json.field("address", PinText.hex(page.address()));
            json.field("major_faults", page.majorFaults());
            json.field("minor_faults", page.minorFaults());
            json.field("copy", page.isCopy());
            json.field("entry_writable", page.writable());
            json.field("references", page.references());
            json.field("mappings", page.mappings());
            json.array("flag_names");
            for (var flag : page.flags()) {
                json.element(flag.name().toLowerCase(Locale.ROOT));
            }
            json.end();
            blocks(page.blocks());
            bios(page.bios());
            json.end();
        }
        json.end();
    }

    private void blocks(List<PinResult.BlockRun> runs) throws IOException {
        json.array("blocks");
        for (PinResult.BlockRun run : runs) {
            json.object();
            json.field("file_block", run.fileBlock());
            json.field("count_blocks", run.count());
            json.field("hole", run.diskBlock().isEmpty());
            if (run.diskBlock().isPresent()) {
                json.field("disk_block", run.diskBlock().get());
            }
            json.end();
        }
        json.end();
    }

    private void bios(List<Bio> bios) throws IOException {
        json.array("bios");
        for (Bio bio : bios) {
            SectorRead read = SectorRead.of(bio, report.blockBits());
            json.object();
            json.field("sector", read.startSector());
            json.field("sectors", read.sectors());
            json.field("readahead", read.readahead());
            json.field("what", BioText.what(bio));
            json.end();
        }
        json.end();
    }

    private void stop() throws IOException {
        if (report.stop().isEmpty()) {
            return;
        }
        PinResult.Stop stop = report.stop().get();
        json.object("stopped");
        json.field("page", stop.index());
        json.field("address", PinText.hex(stop.address()));
        json.field("error", Errno.text(stop.error()));
        json.field("reason", PinText.reason(stop));
        bios(stop.bios());
        json.end();
    }

    private void sums() throws IOException {
        json.object("summary");
        json.field("pages_asked", report.asked());
        json.field("pages_pinned", report.pages().size());
        json.field("major_faults", report.majorFaults());
        json.field("minor_faults", report.minorFaults());
        json.field("bios", report.bios().size());
        json.field("read_bytes", report.bytesRead());
        json.end();
    }
}
