// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import java.nio.ByteBuffer;

/**
 * Fields of an inode that only a check looks at, as they lie on disk.
 *
 * @param bytes the inode, little-endian
 */
record InodeFields(ByteBuffer bytes) {

    private static final int SIZE_HIGH = 0x6C;
    private static final int FADDR = 0x70;
    private static final int BLOCKS_HIGH = 0x74;
    private static final int FILE_ACL_HIGH = 0x76;

    /** i_size_high, once i_dir_acl. */
    long sizeHigh() {
        return u32(SIZE_HIGH);
    }

    /** i_faddr: the fragment of a file, which no system ever made. */
    long fragmentBlock() {
        return u32(FADDR);
    }

    /** The upper half of i_blocks; in an image of the Hurd, fragments. */
    int blocksHigh() {
        return u16(BLOCKS_HIGH);
    }

    /** The upper half of i_file_acl; in an image of the Hurd, the upper half of the mode. */
    int fileAclHigh() {
        return u16(FILE_ACL_HIGH);
    }

    private int u16(int offset) {
        return Short.toUnsignedInt(bytes.getShort(offset));
    }

    private long u32(int offset) {
        return Integer.toUnsignedLong(bytes.getInt(offset));
    }
}
