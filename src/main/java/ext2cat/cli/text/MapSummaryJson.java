// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.inspect.MapSummary;

import java.io.IOException;

/** The figures of a map as the field {@code map_summary}. */
public final class MapSummaryJson {

    private MapSummaryJson() {}

    /** Writes the field. */
    public static void write(Json json, MapSummary summary) throws IOException {
        json.object("map_summary");
        json.field("data_blocks", summary.dataBlocks());
        json.field("indirect_blocks", summary.mapBlocks(1));
        json.field("double_indirect_blocks", summary.mapBlocks(2));
        json.field("triple_indirect_blocks", summary.mapBlocks(3));
        json.field("runs", summary.runs());
        json.field("holes", summary.holes());
        json.field("hole_blocks", summary.holeBlocks());
        json.field("blocks_after_end", summary.blocksAfterEnd());
        json.field("damages", summary.damages());
        json.end();
    }
}
