// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.text.Json;
import ext2cat.extract.Losses;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Tells of an extraction as one object of JSON, each file as soon as its end is known. */
final class ExtractJson {

    private final Json json;

    ExtractJson(Json json) {
        this.json = json;
    }

    /** Begins the document. */
    void begin(String image, String directory) throws IOException {
        json.object();
        json.field("image", image);
        json.field("directory", directory);
        json.array("files");
    }

    /** A file that is there. */
    void extracted(String path) throws IOException {
        json.object();
        json.field("path", path);
        json.field("result", "extracted");
        json.end();
    }

    /** A file that is not, or not with all it has. */
    void failed(String path, ExtractCounts.Trouble trouble, String sentence) throws IOException {
        json.object();
        json.field("path", path);
        json.field("result", trouble.label());
        json.field("sentence", sentence);
        json.end();
    }

    /**
     * Ends the document.
     *
     * @param complete whether nothing went wrong
     */
    void end(ExtractCounts counts, Losses losses, boolean complete) throws IOException {
        json.end();
        json.object("extracted");
        for (Map.Entry<String, Long> count : counts.extracted().entrySet()) {
            json.field(count.getKey(), count.getValue());
        }
        json.end();
        json.field("hard_links", counts.hardLinks());
        json.field("size_bytes", counts.sizeBytes());
        json.object("failed");
        for (ExtractCounts.Trouble trouble : ExtractCounts.Trouble.values()) {
            json.field(trouble.label(), counts.failed(trouble));
        }
        json.end();
        notSet(losses);
        json.field("complete", complete);
        json.end();
    }

    private void notSet(Losses losses) throws IOException {
        json.object("not_set");
        json.field("owner", losses.owners());
        json.field("mode", losses.modes());
        json.field("set_id_bits", losses.setIds());
        json.field("times", losses.times());
        json.field("hard_link", losses.hardLinks());
        json.object("xattrs");
        for (Map.Entry<String, Long> lost : new TreeMap<>(losses.xattrs()).entrySet()) {
            json.field(lost.getKey(), lost.getValue());
        }
        json.end();
        json.end();
    }
}
