// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * Byte offsets in struct ext2_inode, and from 128 on in struct ext4_inode; the names are the
 * kernel's without {@code i_}. Those of osd1 and osd2 begin with the system that they belong to.
 */
final class InodeLayout {

    /** EXT2_GOOD_OLD_INODE_SIZE: where the extra fields begin. */
    static final int GOOD_OLD_SIZE_BYTES = 128;

    static final int MODE = 0x0;
    static final int UID = 0x2;
    static final int SIZE = 0x4;
    static final int ATIME = 0x8;
    static final int CTIME = 0xC;
    static final int MTIME = 0x10;
    static final int DTIME = 0x14;
    static final int GID = 0x18;
    static final int LINKS_COUNT = 0x1A;
    static final int BLOCKS = 0x1C;
    static final int FLAGS = 0x20;
    static final int LINUX_VERSION = 0x24;
    static final int HURD_TRANSLATOR = 0x24;
    static final int BLOCK = 0x28;
    static final int GENERATION = 0x64;
    static final int FILE_ACL = 0x68;
    static final int SIZE_HIGH = 0x6C;
    static final int LINUX_BLOCKS_HIGH = 0x74;
    static final int LINUX_FILE_ACL_HIGH = 0x76;
    static final int HURD_MODE_HIGH = 0x76;
    static final int LINUX_UID_HIGH = 0x78;
    static final int LINUX_GID_HIGH = 0x7A;
    static final int HURD_AUTHOR = 0x7C;

    static final int EXTRA_ISIZE = 0x80;
    static final int CTIME_EXTRA = 0x84;
    static final int MTIME_EXTRA = 0x88;
    static final int ATIME_EXTRA = 0x8C;
    static final int CRTIME = 0x90;
    static final int CRTIME_EXTRA = 0x94;
    static final int VERSION_HI = 0x98;
    static final int PROJID = 0x9C;

    private InodeLayout() {}
}
