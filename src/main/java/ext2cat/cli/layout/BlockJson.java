// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Json;
import ext2cat.inspect.BlockOwner;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What blocks are for, as an array of JSON. */
final class BlockJson {

    private final Json json;
    private final Map<Long, List<TreePath>> paths;

    BlockJson(Json json, Map<Long, List<TreePath>> paths) {
        this.json = json;
        this.paths = paths;
    }

    void write(List<BlockFacts> blocks) throws IOException {
        json.array();
        for (BlockFacts block : blocks) {
            json.object();
            json.field("disk_block", block.number());
            json.field("state", block.state());
            json.field("uses_count", block.owners().count());
            json.array("uses");
            for (BlockOwner owner : block.owners().kept()) {
                json.object();
                write(owner);
                json.end();
            }
            json.end();
            json.end();
        }
        json.end();
    }

    private void write(BlockOwner owner) throws IOException {
        switch (owner) {
            case BlockOwner.Metadata metadata -> {
                json.field("kind", metadata.part().kind().label());
                json.field("group", metadata.part().group());
            }
            case BlockOwner.Contents contents -> {
                json.field("kind", "data");
                json.field("file_block", contents.fileBlock());
                writeInode(contents);
            }
            case BlockOwner.Table table -> {
                json.field("kind", BlocksJson.kind(table.use()));
                json.field("level", table.use().level());
                json.field("file_block", table.fileBlock());
                writeInode(table);
            }
            case BlockOwner.Own own -> {
                json.field("kind", own.kind().label());
                writeInode(own);
            }
        }
    }

    private void writeInode(BlockOwner.OfInode owner) throws IOException {
        json.field("inode", owner.inode());
        json.field("deleted", owner.deleted());
        json.field("paths", paths.getOrDefault(owner.inode(), List.of()));
    }
}
