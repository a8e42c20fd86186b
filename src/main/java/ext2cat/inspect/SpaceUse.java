// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.volume.Volume;

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
public record SpaceUse(
        long metadataBlocks, long usedBlocks, long freeBlocks, long freeInodes, long directories) {

    /** Adds the groups up. */
    public static SpaceUse of(Volume volume, Damage damage) throws IOException {
        long metadata = 0;
        long free = 0;
        long freeInodes = 0;
        long directories = 0;
        for (long group = 0; group < volume.layout().groupsCount(); group++) {
            try {
                for (GroupParts.Part part : GroupParts.of(volume, group)) {
                    metadata += part.blocks().count();
                }
                var descriptor = volume.groupDescriptor(group);
                free += descriptor.freeBlocks();
                freeInodes += descriptor.freeInodes();
                directories += descriptor.usedDirs();
            } catch (IOException e) {
                damage.tell(e);
            }
        }
        long blocks = volume.layout().blocksCount();
        return new SpaceUse(
                Math.min(metadata, blocks),
                Math.max(0, blocks - metadata - free),
                Math.min(free, blocks),
                freeInodes,
                directories);
    }
}
