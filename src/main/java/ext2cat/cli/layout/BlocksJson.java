// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.bio.BlockUse;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.MapSummaryJson;
import ext2cat.inspect.MapSummary;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.volume.Located;
import ext2cat.volume.walk.Damage;

import java.io.IOException;

/** A map as an object of JSON. */
final class BlocksJson implements MapVisitor {

    private final Located located;
    private final CoveredBlocks covered;
    private final Json json;
    private final Damage damage;

    BlocksJson(Located located, Json json, Damage damage) {
        this.located = located;
        this.covered = new CoveredBlocks(located.inode());
        this.json = json;
        this.damage = damage;
    }

    void begin() throws IOException {
        json.object();
        json.field("path", FileArguments.label(located));
        json.field("inode", located.inode().number());
        json.unsigned("size_bytes", located.inode().sizeBytes());
        json.field("block_size_bytes", located.inode().volume().blockSizeBytes());
        json.array("map");
    }

    @Override
    public void data(long fileBlock, long diskBlock, long countBlocks) throws IOException {
        run("data", fileBlock, diskBlock, countBlocks);
    }

    @Override
    public void unwritten(long fileBlock, long diskBlock, long countBlocks) throws IOException {
        run("unwritten", fileBlock, diskBlock, countBlocks);
    }

    private void run(String kind, long fileBlock, long diskBlock, long countBlocks)
            throws IOException {
        json.object();
        json.field("kind", kind);
        json.field("file_block", fileBlock);
        json.field("disk_block", diskBlock);
        json.field("count_blocks", countBlocks);
        json.end();
    }

    /** What a block of a map is: all levels of indirect blocks have one name. */
    static String kind(BlockUse use) {
        return use.text().endsWith("IND") ? "indirect" : use.text();
    }

    @Override
    public boolean node(NodeRef node) throws IOException {
        json.object();
        json.field("kind", kind(node.use()));
        json.field("level", node.use().level());
        json.field("file_block", node.firstFileBlock());
        json.field("covered_blocks", covered.blocks(node));
        json.field("disk_block", node.diskBlock());
        json.end();
        return true;
    }

    @Override
    public void damage(MapDamage part) throws IOException {
        long inode = located.inode().number();
        damage.lost(new Damage.Inodes(inode), part.thrown(inode));
    }

    /** Ends the map and tells its figures. */
    void summary(MapSummary summary) throws IOException {
        json.end();
        MapSummaryJson.write(json, summary);
    }

    /** Ends the object, whatever of it was written. */
    void end() throws IOException {
        if (json.isInArray()) {
            json.end();
        }
        json.end();
    }
}
