// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Json;
import ext2cat.disk.GroupDescriptor;
import ext2cat.inspect.Bitmap;
import ext2cat.inspect.GroupParts;
import ext2cat.inspect.Run;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.GroupWalk;

import java.io.IOException;
import java.util.List;

/** The groups of a file system as an array of JSON. */
final class GroupJson implements GroupWalk.Visitor {

    private final Volume volume;
    private final Json json;
    private final Damage damage;

    GroupJson(Volume volume, Json json, Damage damage) {
        this.volume = volume;
        this.json = json;
        this.damage = damage;
    }

    /** Writes the field {@code groups}. */
    void writeAll() throws IOException {
        json.array("groups");
        GroupWalk.walk(volume, this, damage);
        json.end();
    }

    @Override
    public void group(long group, GroupDescriptor descriptor) throws IOException {
        json.object();
        json.field("group", group);
        json.field("first_block", volume.layout().firstBlock(group));
        json.field("count_blocks", volume.layout().blocksIn(group));
        json.field("free_blocks", descriptor.freeBlocks() * volume.superblock().clusterBlocks());
        json.field("free_inodes", descriptor.freeInodes());
        json.field("directories", descriptor.usedDirs());
        json.field("flag_bits", descriptor.flags());
        json.array("parts");
        for (GroupParts.Part part : GroupParts.of(volume, group, descriptor)) {
            json.object();
            json.field("kind", part.kind().label());
            json.field("first_block", part.blocks().first());
            json.field("count_blocks", part.blocks().count());
            json.end();
        }
        json.end();
        try {
            runs("free_block_runs", Bitmap.ofBlocks(volume, group).freeRuns());
            runs("free_inode_runs", Bitmap.ofInodes(volume, group).freeRuns());
        } catch (IOException e) {
            damage.lost(new Damage.Groups(group, group), e);
        }
        json.end();
    }

    private void runs(String field, List<Run> runs) throws IOException {
        json.array(field);
        for (Run run : runs) {
            json.array();
            json.element(run.first());
            json.element(run.last());
            json.end();
        }
        json.end();
    }
}
