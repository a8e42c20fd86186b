// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.extract.Losses;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Tells of an extraction as one object of JSON, each file as soon as its end is known. */
final class ExtractJson {

    private final JsonGenerator json;

    ExtractJson(JsonGenerator json) {
        this.json = json;
    }

    /** Begins the document. */
    void begin(String image, String directory) throws IOException {
        json.writeStartObject();
        json.writeStringField("image", image);
        json.writeStringField("directory", directory);
        json.writeArrayFieldStart("files");
    }

    /** A file that is there. */
    void extracted(String path) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", path);
        json.writeStringField("result", "extracted");
        json.writeEndObject();
    }

    /** A file that is not, or not with all it has. */
    void failed(String path, ExtractCounts.Trouble trouble, String sentence) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", path);
        json.writeStringField("result", trouble.label());
        json.writeStringField("sentence", sentence);
        json.writeEndObject();
    }

    /**
     * Ends the document.
     *
     * @param complete whether nothing went wrong
     */
    void end(ExtractCounts counts, Losses losses, boolean complete) throws IOException {
        json.writeEndArray();
        json.writeObjectFieldStart("extracted");
        for (Map.Entry<String, Long> count : counts.extracted().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("hard_links", counts.hardLinks());
        json.writeNumberField("size_bytes", counts.sizeBytes());
        json.writeObjectFieldStart("failed");
        for (ExtractCounts.Trouble trouble : ExtractCounts.Trouble.values()) {
            json.writeNumberField(trouble.label(), counts.failed(trouble));
        }
        json.writeEndObject();
        notSet(losses);
        json.writeBooleanField("complete", complete);
        json.writeEndObject();
    }

    private void notSet(Losses losses) throws IOException {
        json.writeObjectFieldStart("not_set");
        json.writeNumberField("owner", losses.owners());
        json.writeNumberField("mode", losses.modes());
        json.writeNumberField("set_id_bits", losses.setIds());
        json.writeNumberField("times", losses.times());
        json.writeNumberField("hard_link", losses.hardLinks());
        json.writeObjectFieldStart("xattrs");
        for (Map.Entry<String, Long> lost : new TreeMap<>(losses.xattrs()).entrySet()) {
            json.writeNumberField(lost.getKey(), lost.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
