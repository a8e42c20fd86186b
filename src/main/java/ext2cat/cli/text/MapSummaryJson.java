// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.inspect.MapSummary;

import java.io.IOException;

/** The figures of a map as an object of JSON. */
public final class MapSummaryJson {

    private MapSummaryJson() {}

    /** Writes the object. */
    public static void write(MapSummary summary, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("data_blocks", summary.dataBlocks());
        json.writeNumberField("indirect_blocks", summary.mapBlocks(1));
        json.writeNumberField("double_indirect_blocks", summary.mapBlocks(2));
        json.writeNumberField("triple_indirect_blocks", summary.mapBlocks(3));
        json.writeNumberField("runs", summary.runs());
        json.writeNumberField("holes", summary.holes());
        json.writeNumberField("hole_blocks", summary.holeBlocks());
        json.writeNumberField("blocks_behind_end", summary.blocksBehindEnd());
        json.writeNumberField("damages", summary.damages());
        json.writeEndObject();
    }
}
