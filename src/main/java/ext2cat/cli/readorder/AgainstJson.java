// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.capture.AlignedRow;
import ext2cat.capture.CaptureQuery;
import ext2cat.capture.CaptureReport;
import ext2cat.capture.CapturedRead;
import ext2cat.capture.CapturedReader;
import ext2cat.capture.DeviceCounts;
import ext2cat.capture.DeviceOffset;
import ext2cat.capture.FilePart;
import ext2cat.capture.FirstDifference;
import ext2cat.capture.ModelMatch;
import ext2cat.capture.ModelOrder;
import ext2cat.capture.NoiseCount;
import ext2cat.capture.NoteCount;
import ext2cat.capture.PredictedRead;
import ext2cat.capture.ReadCost;
import ext2cat.capture.Verdict;
import ext2cat.disk.FileName;
import ext2cat.readorder.Predictor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The comparison of a capture with predictions as JSON. */
final class AgainstJson {

    private final JsonGenerator json;
    private final CaptureReport report;
    private final CaptureQuery query;
    private final ModelOrder shown;

    AgainstJson(JsonGenerator json, CaptureReport report, CaptureQuery query, ModelOrder shown) {
        this.json = json;
        this.report = report;
        this.query = query;
        this.shown = shown;
    }

    /** Writes the object. */
    void write(String path, Path capture, Predictor by) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", path);
        json.writeObjectFieldStart("capture");
        json.writeStringField("file", spelled(capture.toString()));
        json.writeStringField("format", CaptureWords.format(report.format()));
        devices();
        notes();
        json.writeEndObject();
        verdict();
        if (report.place().isPresent()) {
            place("file_system", report.place().get());
            json.writeArrayFieldStart("also_fits");
            for (DeviceOffset other : report.alsoFits()) {
                place(other);
            }
            json.writeEndArray();
        }
        if (report.part().isPresent()) {
            part(report.part().get());
        }
        if (report.reader().isPresent()) {
            reader(by);
            process(report.reader().get());
            models();
            cost("cost", report.cost());
            rows();
        }
        leftOut();
        json.writeEndObject();
    }

    private void devices() throws IOException {
        json.writeArrayFieldStart("devices");
        for (DeviceCounts device : report.devices()) {
            json.writeStartObject();
            json.writeStringField("device", device.device().toString());
            json.writeNumberField("queued_reads", device.queuedReads());
            json.writeNumberField("issued_reads", device.issuedReads());
            json.writeNumberField("queued_writes", device.queuedWrites());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void notes() throws IOException {
        json.writeArrayFieldStart("damage");
        for (NoteCount note : report.damage()) {
            json.writeStartObject();
            json.writeStringField("what", CaptureWords.kind(note.kind()));
            json.writeNumberField("count", note.count());
            json.writeStringField("first", spelled(note.first().getFirst().where().toString()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** {@code follows}, {@code different}, {@code other image} or {@code nothing of the file}. */
    private void verdict() throws IOException {
        Verdict verdict = report.verdict();
        json.writeStringField(
                "verdict",
                switch (verdict) {
                    case Verdict.Equal _, Verdict.EqualApartFromCuts _ -> "follows";
                    case Verdict.Different _ -> "different";
                    case Verdict.OtherImage _ -> "other image";
                    case Verdict.NothingOfFile _ -> "nothing of the file";
                });
        switch (verdict) {
            case Verdict.OtherImage other ->
                    json.writeStringField("reason", spelled(VerdictText.why(other)));
            case Verdict.NothingOfFile nothing ->
                    json.writeStringField(
                            "reason", spelled(VerdictText.why(nothing, report, query)));
            default -> {}
        }
        json.writeArrayFieldStart("followed");
        if (verdict.follows()) {
            for (String model : report.followed()) {
                json.writeString(model);
            }
        }
        json.writeEndArray();
    }

    private void place(String field, DeviceOffset place) throws IOException {
        json.writeFieldName(field);
        place(place);
    }

    private void place(DeviceOffset place) throws IOException {
        json.writeStartObject();
        json.writeStringField("device", place.device().toString());
        json.writeNumberField("offset_sectors", place.offsetSectors());
        json.writeStringField("known_from", CaptureWords.origin(place.origin()));
        json.writeEndObject();
    }

    private void part(FilePart part) throws IOException {
        json.writeArrayFieldStart("part");
        for (FilePart.Range range : part.ranges()) {
            json.writeStartObject();
            json.writeNumberField("first_block", range.first());
            json.writeNumberField("last_block", range.last());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void reader(Predictor by) throws IOException {
        json.writeObjectFieldStart("reader");
        OrderJson.reader(json, by.reader().text(), by.limits());
        json.writeBooleanField("found_out", report.search().isPresent());
        strings("tried", report.search().map(CaptureReport.Search::tried).orElse(List.of()));
        json.writeEndObject();
    }

    private void strings(String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void process(CapturedReader reader) throws IOException {
        json.writeObjectFieldStart("process");
        if (reader.pid() >= 0) {
            json.writeNumberField("pid", reader.pid());
            json.writeStringField("name", spelled(reader.process()));
        }
        json.writeStringField("stage", report.queued() ? "queued" : "issued");
        json.writeNumberField("reads", reader.reads().size());
        json.writeNumberField("reads_by_others", reader.otherReads());
        json.writeEndObject();
    }

    private void models() throws IOException {
        json.writeArrayFieldStart("models");
        for (ModelMatch match : report.matches()) {
            json.writeStartObject();
            json.writeStringField("model", match.model());
            json.writeBooleanField("follows", match.verdict().follows());
            switch (match.verdict()) {
                case Verdict.Equal equal ->
                        json.writeNumberField("other_urgency", equal.otherUrgency());
                case Verdict.EqualApartFromCuts equal ->
                        json.writeStringField("cut_elsewhere", VerdictText.why(equal));
                case Verdict.Different different -> {
                    json.writeNumberField("different_rows", different.rows());
                    first(different.first());
                }
            }
            cost("cost", match.cost());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void first(FirstDifference first) throws IOException {
        json.writeObjectFieldStart("first_difference");
        json.writeNumberField("read", first.number());
        json.writeStringField("reason", CaptureWords.reason(first.reason()));
        if (first.predicted().isPresent()) {
            predicted(first.predicted().get());
        }
        if (first.captured().isPresent()) {
            captured(first.captured().get());
        }
        json.writeEndObject();
    }

    private void cost(String field, ReadCost cost) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("requests", cost.requests());
        json.writeNumberField("one_block_requests", cost.oneBlockRequests());
        json.writeNumberField("sectors", cost.sectors());
        json.writeNumberField("backward_seeks", cost.backwardSeeks());
        json.writeNumberField("forward_seeks", cost.forwardSeeks());
        json.writeNumberField("seek_sectors", cost.seekSectors());
        json.writeEndObject();
    }

    private void rows() throws IOException {
        json.writeStringField("shown_model", shown.model());
        json.writeArrayFieldStart("reads");
        for (AlignedRow row : report.sideBySide(shown)) {
            json.writeStartObject();
            json.writeBooleanField("same", row.isSame());
            if (row.predicted().isPresent()) {
                predicted(row.predicted().get());
            }
            if (row.captured().isPresent()) {
                captured(row.captured().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void predicted(PredictedRead read) throws IOException {
        json.writeObjectFieldStart("predicted");
        json.writeNumberField("sector", read.request().startSector());
        json.writeNumberField("sectors", read.request().sectors());
        json.writeBooleanField("readahead", read.request().readahead());
        json.writeStringField("what", read.what());
        json.writeEndObject();
    }

    private void captured(CapturedRead read) throws IOException {
        json.writeObjectFieldStart("captured");
        json.writeNumberField("sector", read.request().startSector());
        json.writeNumberField("sectors", read.request().sectors());
        json.writeStringField("rwbs", spelled(read.rwbs()));
        json.writeStringField("where", spelled(read.where().toString()));
        json.writeEndObject();
    }

    private void leftOut() throws IOException {
        json.writeArrayFieldStart("left_out");
        for (NoiseCount noise : report.noise()) {
            json.writeStartObject();
            json.writeStringField("what", noise.what());
            json.writeNumberField("reads", noise.reads());
            json.writeNumberField("sectors", noise.sectors());
            json.writeStringField("first", spelled(noise.first().toString()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Names in a capture may hold anything; a slash in a path is one. */
    private static String spelled(String text) {
        return Stream.of(text.split("/", -1))
                .map(name -> FileName.of(name.getBytes(StandardCharsets.UTF_8)).toString())
                .collect(Collectors.joining("/"));
    }
}
