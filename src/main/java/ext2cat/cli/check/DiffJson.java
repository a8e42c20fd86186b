// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import ext2cat.cli.text.Json;
import ext2cat.diff.Change;
import ext2cat.diff.Difference;

import java.io.IOException;
import java.util.Locale;

/** Writes differences as one object of JSON. */
final class DiffJson {

    private final Json json;
    private final long[] counts = new long[Difference.Kind.values().length];

    DiffJson(Json json) {
        this.json = json;
    }

    void begin(String first, String second) throws IOException {
        json.object();
        json.field("first", first);
        json.field("second", second);
        json.array("differences");
    }

    void write(Difference difference) throws IOException {
        counts[difference.kind().ordinal()]++;
        json.object();
        json.field("kind", name(difference.kind()));
        json.field("path", difference.path().toString());
        json.field("type", difference.type().label());
        if (!difference.changes().isEmpty()) {
            json.array("changes");
            for (Change change : difference.changes()) {
                json.object();
                json.field("what", change.what());
                json.field("first", change.first());
                json.field("second", change.second());
                json.end();
            }
            json.end();
        }
        json.end();
    }

    /**
     * Ends the document.
     *
     * @param complete whether all could be read
     */
    void end(boolean complete) throws IOException {
        json.end();
        for (Difference.Kind kind : Difference.Kind.values()) {
            json.field(name(kind), counts[kind.ordinal()]);
        }
        json.field("complete", complete);
        json.end();
    }

    private static String name(Difference.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
