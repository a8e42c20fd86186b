// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.cli.run.FileArguments;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.MapSummaryJson;
import ext2cat.inspect.MapSummary;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.volume.Damage;
import ext2cat.volume.Located;

import java.io.IOException;

/** A map as an object of JSON. */
final class BlocksJson implements MapVisitor {

    private final Located located;
    private final JsonGenerator json;
    private final Damage damage;

    BlocksJson(Located located, JsonGenerator json, Damage damage) {
        this.located = located;
        this.json = json;
        this.damage = damage;
    }

    void begin() throws IOException {
        json.writeStartObject();
        json.writeStringField("path", FileArguments.label(located));
        json.writeNumberField("inode", located.inode().number());
        Json.writeUnsigned(json, "size_bytes", located.inode().sizeBytes());
        json.writeNumberField("block_size_bytes", located.inode().volume().blockSizeBytes());
        json.writeArrayFieldStart("map");
    }

    @Override
    public void data(long fileBlock, long diskBlock, long countBlocks) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", "data");
        json.writeNumberField("file_block", fileBlock);
        json.writeNumberField("disk_block", diskBlock);
        json.writeNumberField("count_blocks", countBlocks);
        json.writeEndObject();
    }

    @Override
    public boolean node(NodeRef node) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", "indirect");
        json.writeNumberField("level", node.use().level());
        json.writeNumberField("file_block", node.firstFileBlock());
        json.writeNumberField("disk_block", node.diskBlock());
        json.writeEndObject();
        return true;
    }

    @Override
    public void damage(MapDamage part) throws IOException {
        long inode = located.inode().number();
        damage.lost(new Damage.Inodes(inode), part.thrown(inode));
    }

    /** Ends the map and tells its figures. */
    void summary(MapSummary summary) throws IOException {
        json.writeEndArray();
        json.writeFieldName("summary");
        MapSummaryJson.write(summary, json);
    }

    /** Ends the object, whatever of it was written. */
    void end() throws IOException {
        if (json.getOutputContext().inArray()) {
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
