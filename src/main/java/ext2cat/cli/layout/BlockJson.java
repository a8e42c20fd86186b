// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.inspect.BlockOwner;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What blocks are for, as an array of JSON. */
final class BlockJson {

    private final JsonGenerator json;
    private final Map<Long, List<TreePath>> paths;

    BlockJson(JsonGenerator json, Map<Long, List<TreePath>> paths) {
        this.json = json;
        this.paths = paths;
    }

    void write(List<BlockFacts> blocks) throws IOException {
        json.writeStartArray();
        for (BlockFacts block : blocks) {
            json.writeStartObject();
            json.writeNumberField("block", block.number());
            json.writeStringField("state", block.state());
            json.writeNumberField("uses_count", block.owners().count());
            json.writeArrayFieldStart("uses");
            for (BlockOwner owner : block.owners().kept()) {
                json.writeStartObject();
                write(owner);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(BlockOwner owner) throws IOException {
        switch (owner) {
            case BlockOwner.Metadata metadata -> {
                json.writeStringField("kind", metadata.part().kind().label());
                json.writeNumberField("group", metadata.part().group());
            }
            case BlockOwner.Contents contents -> {
                json.writeStringField("kind", "data");
                json.writeNumberField("file_block", contents.fileBlock());
                writeInode(contents);
            }
            case BlockOwner.Table table -> {
                json.writeStringField("kind", "indirect");
                json.writeNumberField("level", table.level());
                json.writeNumberField("file_block", table.fileBlock());
                writeInode(table);
            }
            case BlockOwner.Own own -> {
                json.writeStringField("kind", own.kind().label());
                writeInode(own);
            }
        }
    }

    private void writeInode(BlockOwner.OfInode owner) throws IOException {
        json.writeNumberField("inode", owner.inode());
        json.writeBooleanField("deleted", owner.deleted());
        json.writeArrayFieldStart("paths");
        for (TreePath path : paths.getOrDefault(owner.inode(), List.of())) {
            json.writeString(path.toString());
        }
        json.writeEndArray();
    }
}
