// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.bio.Bio;
import ext2cat.host.Errno;
import ext2cat.readorder.BioText;
import ext2cat.readorder.Pin;
import ext2cat.readorder.PinResult;
import ext2cat.readorder.SectorRead;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Pinned pages as JSON; addresses are hexadecimal, as strings. */
final class PinJson {

    private final JsonGenerator json;
    private final PinResult report;
    private final Pin request;

    PinJson(JsonGenerator json, PinResult report, Pin request) {
        this.json = json;
        this.report = report;
        this.request = request;
    }

    /** Writes the object. */
    void write(String path) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", path);
        json.writeNumberField("size_bytes", report.sizeBytes());
        json.writeStringField("kernel", request.model().toString());
        json.writeStringField("driver", request.driver().name());
        json.writeObjectFieldStart("mapping");
        json.writeStringField("address", PinText.hex(report.firstAddress()));
        json.writeStringField("kind", request.isShared() ? "shared" : "private");
        json.writeBooleanField("writable", !request.isShared());
        json.writeEndObject();
        calls();
        pages();
        stop();
        sums();
        json.writeEndObject();
    }

    private void calls() throws IOException {
        json.writeArrayFieldStart("calls");
        for (PinResult.Call call : report.calls()) {
            json.writeStartObject();
            json.writeStringField("address", PinText.hex(call.address()));
            json.writeNumberField("pages", call.pages());
            json.writeArrayFieldStart("flags");
            for (var flag : call.flags().toSet()) {
                json.writeString("FOLL_" + flag.name());
            }
            json.writeEndArray();
            json.writeNumberField("result", call.result());
            if (call.result() < 0) {
                json.writeStringField("error", Errno.text(call.result()));
            }
            json.writeBooleanField("lock_dropped", call.lockDropped());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void pages() throws IOException {
        json.writeArrayFieldStart("pages");
        for (PinResult.PinnedPage page : report.pages()) {
            json.writeStartObject();
            json.writeNumberField("page", page.index());
            json.writeStringField("address", PinText.hex(page.address()));
            json.writeNumberField("major_faults", page.majorFaults());
            json.writeNumberField("minor_faults", page.minorFaults());
            json.writeBooleanField("copy", page.isCopy());
            json.writeBooleanField("entry_writable", page.writable());
            json.writeNumberField("references", page.references());
            json.writeNumberField("mappings", page.mappings());
            json.writeArrayFieldStart("flags");
            for (var flag : page.flags()) {
                json.writeString(flag.name().toLowerCase(Locale.ROOT));
            }
            json.writeEndArray();
            blocks(page.blocks());
            bios(page.bios());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void blocks(List<PinResult.BlockRun> runs) throws IOException {
        json.writeArrayFieldStart("blocks");
        for (PinResult.BlockRun run : runs) {
            json.writeStartObject();
            json.writeNumberField("file_block", run.fileBlock());
            json.writeNumberField("count", run.count());
            json.writeBooleanField("hole", run.diskBlock().isEmpty());
            if (run.diskBlock().isPresent()) {
                json.writeNumberField("disk_block", run.diskBlock().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void bios(List<Bio> bios) throws IOException {
        json.writeArrayFieldStart("bios");
        for (Bio bio : bios) {
            SectorRead read = SectorRead.of(bio, report.blockBits());
            json.writeStartObject();
            json.writeNumberField("sector", read.startSector());
            json.writeNumberField("sectors", read.sectors());
            json.writeBooleanField("readahead", read.readahead());
            json.writeStringField("what", BioText.what(bio));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void stop() throws IOException {
        if (report.stop().isEmpty()) {
            return;
        }
        PinResult.Stop stop = report.stop().get();
        json.writeObjectFieldStart("stopped");
        json.writeNumberField("page", stop.index());
        json.writeStringField("address", PinText.hex(stop.address()));
        json.writeStringField("error", Errno.text(stop.error()));
        json.writeStringField("reason", PinText.reason(stop));
        bios(stop.bios());
        json.writeEndObject();
    }

    private void sums() throws IOException {
        json.writeObjectFieldStart("summary");
        json.writeNumberField("pages_asked", report.asked());
        json.writeNumberField("pages_pinned", report.pages().size());
        json.writeNumberField("major_faults", report.majorFaults());
        json.writeNumberField("minor_faults", report.minorFaults());
        json.writeNumberField("bios", report.bios().size());
        json.writeNumberField("read_bytes", report.bytesRead());
        json.writeEndObject();
    }
}
