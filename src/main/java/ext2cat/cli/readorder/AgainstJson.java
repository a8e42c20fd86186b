// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

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
import ext2cat.cli.text.Json;
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

    private final Json json;
    private final CaptureReport report;
    private final CaptureQuery query;
    private final ModelOrder shown;

    AgainstJson(Json json, CaptureReport report, CaptureQuery query, ModelOrder shown) {
        this.json = json;
        this.report = report;
        this.query = query;
        this.shown = shown;
    }

    /** Writes the object. */
    void write(String path, Path capture, Predictor by) throws IOException {
        json.object();
        json.field("path", path);
        json.object("capture");
        json.field("file", spelled(capture.toString()));
        json.field("format", CaptureWords.format(report.format()));
        devices();
        notes();
        json.end();
        verdict();
        if (report.place().isPresent()) {
            place("file_system", report.place().get());
            json.array("also_fits");
            for (DeviceOffset other : report.alsoFits()) {
                json.object();
                fields(other);
            }
            json.end();
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
        json.end();
    }

    private void devices() throws IOException {
        json.array("devices");
        for (DeviceCounts device : report.devices()) {
            json.object();
            json.field("device", device.device().toString());
            json.field("queued_reads", device.queuedReads());
            json.field("issued_reads", device.issuedReads());
            json.field("queued_writes", device.queuedWrites());
            json.end();
        }
        json.end();
    }

    private void notes() throws IOException {
        json.array("damage");
        for (NoteCount note : report.damage()) {
            json.object();
            json.field("what", CaptureWords.kind(note.kind()));
            json.field("count", note.count());
            json.field("first", spelled(note.first().getFirst().where().toString()));
            json.end();
        }
        json.end();
    }

    /** {@code follows}, {@code different}, {@code other image} or {@code nothing of the file}. */
    private void verdict() throws IOException {
        Verdict verdict = report.verdict();
        json.field(
                "verdict",
                switch (verdict) {
                    case Verdict.Equal _, Verdict.EqualApartFromCuts _ -> "follows";
                    case Verdict.Different _ -> "different";
                    case Verdict.OtherImage _ -> "other image";
                    case Verdict.NothingOfFile _ -> "nothing of the file";
                });
        switch (verdict) {
            case Verdict.OtherImage other -> json.field("reason", spelled(VerdictText.why(other)));
            case Verdict.NothingOfFile nothing ->
                    json.field("reason", spelled(VerdictText.why(nothing, report, query)));
            default -> {}
        }
        json.field("followed", verdict.follows() ? report.followed() : List.of());
    }

    private void place(String field, DeviceOffset place) throws IOException {
        json.object(field);
        fields(place);
    }

    private void fields(DeviceOffset place) throws IOException {
        json.field("device", place.device().toString());
        json.field("offset_sectors", place.offsetSectors());
        json.field("known_from", CaptureWords.origin(place.origin()));
        json.end();
    }

    private void part(FilePart part) throws IOException {
        json.array("part");
        for (FilePart.Range range : part.ranges()) {
            json.object();
            json.field("first_file_block", range.first());
            json.field("last_file_block", range.last());
            json.end();
        }
        json.end();
    }

    private void reader(Predictor by) throws IOException {
        json.object("reader");
        OrderJson.reader(json, by.reader().text(), by.limits());
        json.field("found_out", report.search().isPresent());
        json.field("tried", report.search().map(CaptureReport.Search::tried).orElse(List.of()));
        json.end();
    }

    private void process(CapturedReader reader) throws IOException {
        json.object("process");
        if (reader.pid() >= 0) {
            json.field("pid", reader.pid());
            json.field("name", spelled(reader.process()));
        }
        json.field("stage", report.queued() ? "queued" : "issued");
        json.field("reads", reader.reads().size());
        json.field("reads_by_others", reader.otherReads());
        json.end();
    }

    private void models() throws IOException {
        json.array("models");
        for (ModelMatch match : report.matches()) {
            json.object();
            json.field("model", match.model());
            json.field("follows", match.verdict().follows());
            switch (match.verdict()) {
                case Verdict.Equal equal -> json.field("other_urgency", equal.otherUrgency());
                case Verdict.EqualApartFromCuts equal ->
                        json.field("cut_elsewhere", VerdictText.why(equal));
                case Verdict.Different different -> {
                    json.field("different_rows", different.rows());
                    first(different.first());
                }
            }
            cost("cost", match.cost());
            json.end();
        }
        json.end();
    }

    private void first(FirstDifference first) throws IOException {
        json.object("first_difference");
        json.field("read", first.number());
        json.field("reason", CaptureWords.reason(first.reason()));
        if (first.predicted().isPresent()) {
            predicted(first.predicted().get());
        }
        if (first.captured().isPresent()) {
            captured(first.captured().get());
        }
        json.end();
    }

    private void cost(String field, ReadCost cost) throws IOException {
        json.object(field);
        json.field("requests", cost.requests());
        json.field("one_block_requests", cost.oneBlockRequests());
        json.field("sectors", cost.sectors());
        json.field("backward_seeks", cost.backwardSeeks());
        json.field("forward_seeks", cost.forwardSeeks());
        json.field("seek_sectors", cost.seekSectors());
        json.end();
    }

    private void rows() throws IOException {
        json.field("shown_model", shown.model());
        json.array("reads");
        for (AlignedRow row : report.sideBySide(shown)) {
            json.object();
            json.field("same", row.isSame());
            if (row.predicted().isPresent()) {
                predicted(row.predicted().get());
            }
            if (row.captured().isPresent()) {
                captured(row.captured().get());
            }
            json.end();
        }
        json.end();
    }

    private void predicted(PredictedRead read) throws IOException {
        json.object("predicted");
        json.field("sector", read.request().startSector());
        json.field("sectors", read.request().sectors());
        json.field("readahead", read.request().readahead());
        json.field("what", read.what());
        json.end();
    }

    private void captured(CapturedRead read) throws IOException {
        json.object("captured");
        json.field("sector", read.request().startSector());
        json.field("sectors", read.request().sectors());
        json.field("rwbs", spelled(read.rwbs()));
        json.field("where", spelled(read.where().toString()));
        json.end();
    }

    private void leftOut() throws IOException {
        json.array("left_out");
        for (NoiseCount noise : report.noise()) {
            json.object();
            json.field("what", noise.what());
            json.field("reads", noise.reads());
            json.field("sectors", noise.sectors());
            json.field("first", spelled(noise.first().toString()));
            json.end();
        }
        json.end();
    }

    /** Names in a capture may hold anything; a slash in a path is one. */
    private static String spelled(String text) {
        return Stream.of(text.split("/", -1))
                .map(name -> FileName.of(name.getBytes(StandardCharsets.UTF_8)).toString())
                .collect(Collectors.joining("/"));
    }
}
