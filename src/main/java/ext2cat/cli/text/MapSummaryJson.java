// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.inspect.ContentsForm;
import ext2cat.inspect.MapSummary;

import java.io.IOException;

/** The figures of a map as the field {@code map_summary}. */
public final class MapSummaryJson {

    private MapSummaryJson() {}

    /** Writes the field. */
    public static void write(Json json, MapSummary summary) throws IOException {
        json.object("map_summary");
        boolean extents = summary.form() == ContentsForm.EXTENTS;
        json.field("form", summary.form().label());
        json.field("data_blocks", summary.dataBlocks());
        json.field("indirect_blocks", extents ? 0 : summary.mapBlocks(1));
        json.field("double_indirect_blocks", extents ? 0 : summary.mapBlocks(2));
        json.field("triple_indirect_blocks", extents ? 0 : summary.mapBlocks(3));
        if (extents) {
            json.field("unwritten_blocks", summary.unwrittenBlocks());
            json.field("extent_leaf_blocks", summary.mapBlocks(1));
            json.field("extent_index_blocks", summary.metadataBlocks() - summary.mapBlocks(1));
        }
        json.field("runs", summary.runs());
        json.field("holes", summary.holes());
        json.field("hole_blocks", summary.holeBlocks());
        json.field("blocks_after_end", summary.blocksAfterEnd());
        json.field("clusters", summary.clusters());
        json.field("damages", summary.damages());
        json.end();
    }
}
