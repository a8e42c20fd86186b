// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/**
 * Where the blocks of a partclone image are: a used block is after all used blocks before it, and
 * after the checksums of those.
 *
 * @param file the file
 * @param used which blocks are used
 * @param dataAtBytes where the first used block is
 * @param blockBytes the size of a block
 * @param blocksPerChecksum after so many used blocks comes a checksum; 0 if there are none
 * @param checksumBytes its size
 */
record PartcloneMap(
        BlockDevice file,
        UsedBits used,
        long dataAtBytes,
        long blockBytes,
        long blocksPerChecksum,
        long checksumBytes)
        implements DiskMap {

    @Override
    public DiskRun at(long positionBytes, long mostBytes) throws IOException {
        long block = positionBytes / blockBytes;
        long intoBytes = positionBytes % blockBytes;
        // No overflow: the run lies inside the disk.
        long mostBlocks = (intoBytes + mostBytes + blockBytes - 1) / blockBytes;
        if (!used.isSet(block)) {
            return new DiskRun.Zeros(length(used.alike(block, mostBlocks), intoBytes, mostBytes));
        }
        long before = used.countBefore(block);
        long checksums = 0;
        if (blocksPerChecksum > 0 && checksumBytes > 0) {
            checksums = before / blocksPerChecksum;
            mostBlocks = Math.min(mostBlocks, blocksPerChecksum - before % blocksPerChecksum);
        }
        // An overflow is negative, and refused as outside the file.
        long atBytes = dataAtBytes + before * blockBytes + checksums * checksumBytes + intoBytes;
        return new DiskRun.Stored(
                file, atBytes, length(used.alike(block, mostBlocks), intoBytes, mostBytes));
    }

    private long length(long blocks, long intoBytes, long mostBytes) {
        return Math.min(mostBytes, blocks * blockBytes - intoBytes);
    }
}
