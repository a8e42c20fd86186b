// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.inspect.MapSummary;

import java.io.IOException;

/** The figures of a map as an object of JSON. */
public final class MapSummaryJson {

    private MapSummaryJson() {}

    /** Writes the object. */
    public static void write(Json json, String field, MapSummary summary) throws IOException {
        json.object(field);
        json.field("data_blocks", summary.dataBlocks());
        json.field("indirect_blocks", summary.mapBlocks(1));
        json.field("double_indirect_blocks", summary.mapBlocks(2));
        json.field("triple_indirect_blocks", summary.mapBlocks(3));
        json.field("runs", summary.runs());
        json.field("holes", summary.holes());
        json.field("hole_blocks", summary.holeBlocks());
        json.field("blocks_behind_end", summary.blocksBehindEnd());
        json.field("damages", summary.damages());
        json.end();
    }
}
