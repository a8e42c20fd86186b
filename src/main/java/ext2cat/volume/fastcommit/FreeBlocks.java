// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.GroupDescriptor;
import ext2cat.map.BufferHead;
import ext2cat.volume.Volume;

import java.io.IOException;

/**
 * Blocks that are nobody's, for what a fast commit only implies: nodes of extents and blocks of
 * directories. Linux allocates such blocks while it replays; those that the fast commits name are
 * set aside first (ext4_fc_record_regions).
 */
final class FreeBlocks {

    private final Volume volume;
    private final BlockRuns named;
    private long group;
    private long bit;

    /**
     * Blocks of a file system.
     *
     * @param named what is not free though its bitmap says so; each block is where it lies
     */
    FreeBlocks(Volume volume, BlockRuns named) {
        this.volume = volume;
        this.named = named;
    }

    /** The next one. */
    long take() throws IOException {
        int cluster = volume.superblock().clusterBlocks();
        for (; group < volume.layout().groupsCount(); group++, bit = 0) {
            GroupDescriptor descriptor = volume.groupDescriptor(group);
            if (descriptor.isBlockBitmapUninitialised(volume.superblock().features())
                    || !volume.blockRange().contains(descriptor.blockBitmap(), 1)) {
                continue;
            }
            BufferHead bitmap = volume.cache().bread(descriptor.blockBitmap(), BlockUse.BITMAP, 0);
            byte[] bits = bitmap.copy(0, volume.blockSizeBytes());
            long end = Math.min(volume.layout().blocksIn(group) / cluster, bits.length * 8L);
            while (bit < end) {
                long at = bit++;
                long block = volume.layout().firstBlock(group) + at * cluster;
                boolean used = (bits[(int) (at / 8)] >> at % 8 & 1) != 0;
                if (!used && !named.hasAny(block, cluster)) {
                    return block;
                }
            }
        }
        throw new CorruptImageException("no block is free");
    }
}
