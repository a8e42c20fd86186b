// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.diff.Change;
import ext2cat.diff.Difference;

import java.io.IOException;
import java.util.Locale;

/** Writes differences as one object of JSON. */
final class DiffJson {

    private final JsonGenerator json;
    private final long[] counts = new long[Difference.Kind.values().length];

    DiffJson(JsonGenerator json) {
        this.json = json;
    }

    void begin(String first, String second) throws IOException {
        json.writeStartObject();
        json.writeStringField("first", first);
        json.writeStringField("second", second);
        json.writeArrayFieldStart("differences");
    }

    void write(Difference difference) throws IOException {
        counts[difference.kind().ordinal()]++;
        json.writeStartObject();
        json.writeStringField("kind", name(difference.kind()));
        json.writeStringField("path", difference.path().toString());
        json.writeStringField("type", difference.type().label());
        if (!difference.changes().isEmpty()) {
            json.writeArrayFieldStart("changes");
            for (Change change : difference.changes()) {
                json.writeStartObject();
                json.writeStringField("what", change.what());
                json.writeStringField("first", change.first());
                json.writeStringField("second", change.second());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /**
     * Ends the document.
     *
     * @param complete whether all could be read
     */
    void end(boolean complete) throws IOException {
        json.writeEndArray();
        for (Difference.Kind kind : Difference.Kind.values()) {
            json.writeNumberField(name(kind), counts[kind.ordinal()]);
        }
        json.writeBooleanField("complete", complete);
        json.writeEndObject();
    }

    private static String name(Difference.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
