// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.GroupDescriptor;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.GroupWalk;

import java.io.IOException;

/**
 * How the blocks of a file system are shared out, as its group descriptors say.
 *
 * @param metadataBlocks superblocks, descriptors and the room for more of them, bitmaps, inode
 *     tables
 * @param usedBlocks all others that are in use
 * @param freeBlocks those that are not
 * @param freeInodes inodes not in use
 * @param directories how many directories there are
 */
public record GroupTotals(
        long metadataBlocks, long usedBlocks, long freeBlocks, long freeInodes, long directories) {

    /** Adds the groups up. */
    public static GroupTotals of(Volume volume, Damage damage) throws IOException {
        Sums sums = new Sums(volume);
        GroupWalk.walk(volume, sums, damage);
        long blocks = volume.layout().blocksCount();
        return new GroupTotals(
                Math.min(sums.metadata, blocks),
                Math.max(0, blocks - sums.metadata - sums.free),
                Math.min(sums.free, blocks),
                sums.freeInodes,
                sums.directories);
    }

    private static final class Sums implements GroupWalk.Visitor {

        private final Volume volume;
        private long metadata;
        private long free;
        private long freeInodes;
        private long directories;

        Sums(Volume volume) {
            this.volume = volume;
        }

        @Override
        public void group(long group, GroupDescriptor descriptor) {
            for (GroupParts.Part part : GroupParts.of(volume, group, descriptor)) {
                metadata += part.blocks().count();
            }
            free += descriptor.freeBlocks() * volume.superblock().clusterBlocks();
            freeInodes += descriptor.freeInodes();
            directories += descriptor.usedDirs();
        }
    }
}
