// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/** Byte offsets in struct ext2_group_desc, and from 32 on in struct ext4_group_desc. */
final class GroupDescriptorLayout {

    static final int BLOCK_BITMAP_LO = 0x0;
    static final int INODE_BITMAP_LO = 0x4;
    static final int INODE_TABLE_LO = 0x8;
    static final int FREE_BLOCKS_COUNT_LO = 0xC;
    static final int FREE_INODES_COUNT_LO = 0xE;
    static final int USED_DIRS_COUNT_LO = 0x10;
    static final int FLAGS = 0x12;
    static final int ITABLE_UNUSED_LO = 0x1C;
    static final int CHECKSUM = 0x1E;

    static final int BLOCK_BITMAP_HI = 0x20;
    static final int INODE_BITMAP_HI = 0x24;
    static final int INODE_TABLE_HI = 0x28;
    static final int FREE_BLOCKS_COUNT_HI = 0x2C;
    static final int FREE_INODES_COUNT_HI = 0x2E;
    static final int USED_DIRS_COUNT_HI = 0x30;
    static final int ITABLE_UNUSED_HI = 0x32;

    /** From this size on a descriptor has the upper halves. */
    static final int WIDE_SIZE_BYTES = 64;

    private GroupDescriptorLayout() {}
}
