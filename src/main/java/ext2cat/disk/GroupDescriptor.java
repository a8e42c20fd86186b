// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.bytes.LittleEndian.u16;
import static ext2cat.disk.bytes.LittleEndian.u32;

import ext2cat.disk.bytes.LittleEndian;

import java.lang.foreign.MemorySegment;

/**
 * Where a group has its bitmaps and inode table (struct ext2_group_desc, ext4_group_desc).
 *
 * @param blockBitmap block of the bitmap of blocks
 * @param inodeBitmap block of the bitmap of inodes
 * @param inodeTable first block of the inode table
 * @param freeBlocks how many blocks it says are free
 * @param freeInodes how many inodes it says are free
 * @param usedDirs how many directories it says there are
 * @param flags bg_flags, of ext4: bit 0 inodes and bit 1 blocks not initialised, bit 2 table zeroed
 * @param unusedInodes bg_itable_unused, of ext4: inodes at the end of the table never used
 * @param checksum bg_checksum, of ext4
 */
public record GroupDescriptor(
        long blockBitmap,
        long inodeBitmap,
        long inodeTable,
        long freeBlocks,
        long freeInodes,
        long usedDirs,
        int flags,
        long unusedInodes,
        int checksum) {

    /** EXT4_BG_INODE_UNINIT. */
    private static final int INODE_UNINIT = 1;

    /** EXT4_BG_BLOCK_UNINIT. */
    private static final int BLOCK_UNINIT = 2;

    /**
     * Decodes the descriptor that begins at {@code offsetBytes} of {@code segment}.
     *
     * @param segment holds the whole descriptor
     * @param offsetBytes where the descriptor begins in the segment
     * @param sizeBytes {@link Superblock#descriptorSizeBytes}
     * @return the descriptor, of which nothing is verified
     */
    public static GroupDescriptor decode(MemorySegment segment, long offsetBytes, int sizeBytes) {
        byte[] raw = LittleEndian.copy(segment, offsetBytes, sizeBytes);
        return new GroupDescriptor(
                u32(raw, GroupDescriptorLayout.BLOCK_BITMAP_LO)
                        | high32(raw, GroupDescriptorLayout.BLOCK_BITMAP_HI),
                u32(raw, GroupDescriptorLayout.INODE_BITMAP_LO)
                        | high32(raw, GroupDescriptorLayout.INODE_BITMAP_HI),
                u32(raw, GroupDescriptorLayout.INODE_TABLE_LO)
                        | high32(raw, GroupDescriptorLayout.INODE_TABLE_HI),
                u16(raw, GroupDescriptorLayout.FREE_BLOCKS_COUNT_LO)
                        | high16(raw, GroupDescriptorLayout.FREE_BLOCKS_COUNT_HI),
                u16(raw, GroupDescriptorLayout.FREE_INODES_COUNT_LO)
                        | high16(raw, GroupDescriptorLayout.FREE_INODES_COUNT_HI),
                u16(raw, GroupDescriptorLayout.USED_DIRS_COUNT_LO)
                        | high16(raw, GroupDescriptorLayout.USED_DIRS_COUNT_HI),
                u16(raw, GroupDescriptorLayout.FLAGS),
                u16(raw, GroupDescriptorLayout.ITABLE_UNUSED_LO)
                        | high16(raw, GroupDescriptorLayout.ITABLE_UNUSED_HI),
                u16(raw, GroupDescriptorLayout.CHECKSUM));
    }

    /**
     * Checks that the whole inode table lies in the file system. Linux also wants table and bitmaps
     * within the group, but a reader of files depends on neither.
     *
     * @param layout the layout of the file system
     * @param group the number of the group, for the message
     * @throws CorruptImageException if it does not
     */
    public void verifyInodeTable(GroupLayout layout, long group) throws CorruptImageException {
        long last = layout.blocksCount() - layout.inodeTableBlocks();
        // A block number from 2^63 on is negative here, so the first comparison catches it.
        if (inodeTable <= layout.firstDataBlock() || inodeTable > last) {
            throw CorruptImageException.at(
                    "group " + group,
                    "inode table of %d blocks from block %s on is not within blocks %d to %d",
                    layout.inodeTableBlocks(),
                    Long.toUnsignedString(inodeTable),
                    layout.firstDataBlock() + 1,
                    layout.blocksCount() - 1);
        }
    }

    /**
     * {@return whether the bitmap of blocks was never written: all is free but the group's own
     * metadata}
     *
     * @param features say whether the flags mean anything
     */
    public boolean isBlockBitmapUninitialised(Features features) {
        return features.hasGroupChecksums() && (flags & BLOCK_UNINIT) != 0;
    }

    /**
     * {@return whether the bitmap of inodes was never written: none is in use}
     *
     * @param features the features of the superblock
     */
    public boolean isInodeBitmapUninitialised(Features features) {
        return features.hasGroupChecksums() && (flags & INODE_UNINIT) != 0;
    }

    /**
     * {@return how many inodes at the start of the table were ever in use} The others may be what
     * the device held before, since mke2fs leaves it to the kernel to fill the tables with zeros.
     *
     * @param layout the layout of the file system
     * @param features the features of the superblock
     */
    public long initialisedInodes(GroupLayout layout, Features features) {
        if (!features.hasGroupChecksums()) {
            return layout.inodesPerGroup();
        }
        return isInodeBitmapUninitialised(features)
                ? 0
                : Math.max(0, layout.inodesPerGroup() - unusedInodes);
    }

    private static long high32(byte[] raw, int offset) {
        return raw.length >= GroupDescriptorLayout.WIDE_SIZE_BYTES ? u32(raw, offset) << 32 : 0;
    }

    private static long high16(byte[] raw, int offset) {
        return raw.length >= GroupDescriptorLayout.WIDE_SIZE_BYTES
                ? (long) u16(raw, offset) << 16
                : 0;
    }
}
