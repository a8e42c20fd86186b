// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.disk.Features;
import ext2cat.disk.GroupDescriptor;
import ext2cat.inspect.Bitmap;
import ext2cat.inspect.GroupParts;
import ext2cat.inspect.Run;
import ext2cat.volume.Damage;
import ext2cat.volume.GroupWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.List;

/** The groups of a file system as an array of JSON. */
final class GroupJson implements GroupWalk.Visitor {

    private static final int UNINITIALISED = 3;

    private final Volume volume;
    private final JsonGenerator json;
    private final Damage damage;
    private final boolean checked;

    GroupJson(Volume volume, JsonGenerator json, Damage damage) {
        this.volume = volume;
        this.json = json;
        this.damage = damage;
        Features features = volume.superblock().features();
        this.checked = features.hasGroupChecksums();
    }

    /** Writes the field {@code groups}. */
    void writeAll() throws IOException {
        json.writeArrayFieldStart("groups");
        GroupWalk.walk(volume, this, damage);
        json.writeEndArray();
    }

    @Override
    public void group(long group, GroupDescriptor descriptor) throws IOException {
        json.writeStartObject();
        json.writeNumberField("group", group);
        json.writeNumberField("first_block", volume.layout().firstBlock(group));
        json.writeNumberField("blocks", volume.layout().blocksIn(group));
        json.writeNumberField("free_blocks", descriptor.freeBlocks());
        json.writeNumberField("free_inodes", descriptor.freeInodes());
        json.writeNumberField("directories", descriptor.usedDirs());
        json.writeNumberField("flags", descriptor.flags());
        json.writeArrayFieldStart("parts");
        for (GroupParts.Part part : GroupParts.of(volume, group, descriptor)) {
            json.writeStartObject();
            json.writeStringField("kind", part.kind().label());
            json.writeNumberField("first_block", part.blocks().first());
            json.writeNumberField("count_blocks", part.blocks().count());
            json.writeEndObject();
        }
        json.writeEndArray();
        // Bitmaps that are not initialised hold nothing, see GroupDescriptor.flags.
        if (!checked || (descriptor.flags() & UNINITIALISED) == 0) {
            try {
                runs("free_block_runs", Bitmap.ofBlocks(volume, group).freeRuns());
                runs("free_inode_runs", Bitmap.ofInodes(volume, group).freeRuns());
            } catch (IOException e) {
                damage.lost(new Damage.Groups(group, group), e);
            }
        }
        json.writeEndObject();
    }

    private void runs(String field, List<Run> runs) throws IOException {
        json.writeArrayFieldStart(field);
        for (Run run : runs) {
            json.writeStartArray();
            json.writeNumber(run.first());
            json.writeNumber(run.last());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
