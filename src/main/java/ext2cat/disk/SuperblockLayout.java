// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * Byte offsets in struct ext2_super_block and the fields that ext3 and ext4 put behind it; the
 * names are the kernel's without {@code s_}. Left out are the fields of encryption and of the
 * snapshots that Linux never had.
 */
final class SuperblockLayout {

    static final int SIZE_BYTES = 1024;

    static final int INODES_COUNT = 0x0;
    static final int BLOCKS_COUNT_LO = 0x4;
    static final int R_BLOCKS_COUNT_LO = 0x8;
    static final int FREE_BLOCKS_COUNT_LO = 0xC;
    static final int FREE_INODES_COUNT = 0x10;
    static final int FIRST_DATA_BLOCK = 0x14;
    static final int LOG_BLOCK_SIZE = 0x18;
    static final int LOG_CLUSTER_SIZE = 0x1C;
    static final int BLOCKS_PER_GROUP = 0x20;
    static final int CLUSTERS_PER_GROUP = 0x24;
    static final int INODES_PER_GROUP = 0x28;
    static final int MTIME = 0x2C;
    static final int WTIME = 0x30;
    static final int MNT_COUNT = 0x34;
    static final int MAX_MNT_COUNT = 0x36;
    static final int MAGIC = 0x38;
    static final int STATE = 0x3A;
    static final int ERRORS = 0x3C;
    static final int MINOR_REV_LEVEL = 0x3E;
    static final int LASTCHECK = 0x40;
    static final int CHECKINTERVAL = 0x44;
    static final int CREATOR_OS = 0x48;
    static final int REV_LEVEL = 0x4C;
    static final int DEF_RESUID = 0x50;
    static final int DEF_RESGID = 0x52;

    static final int FIRST_INO = 0x54;
    static final int INODE_SIZE = 0x58;
    static final int BLOCK_GROUP_NR = 0x5A;
    static final int FEATURE_COMPAT = 0x5C;
    static final int FEATURE_INCOMPAT = 0x60;
    static final int FEATURE_RO_COMPAT = 0x64;
    static final int UUID = 0x68;
    static final int VOLUME_NAME = 0x78;
    static final int LAST_MOUNTED = 0x88;
    static final int ALGORITHM_USAGE_BITMAP = 0xC8;
    static final int PREALLOC_BLOCKS = 0xCC;
    static final int PREALLOC_DIR_BLOCKS = 0xCD;
    static final int RESERVED_GDT_BLOCKS = 0xCE;

    static final int JOURNAL_UUID = 0xD0;
    static final int JOURNAL_INUM = 0xE0;
    static final int JOURNAL_DEV = 0xE4;
    static final int LAST_ORPHAN = 0xE8;
    static final int HASH_SEED = 0xEC;
    static final int DEF_HASH_VERSION = 0xFC;
    static final int JNL_BACKUP_TYPE = 0xFD;
    static final int DESC_SIZE = 0xFE;
    static final int DEFAULT_MOUNT_OPTS = 0x100;
    static final int FIRST_META_BG = 0x104;
    static final int MKFS_TIME = 0x108;
    static final int JNL_BLOCKS = 0x10C;

    static final int BLOCKS_COUNT_HI = 0x150;
    static final int R_BLOCKS_COUNT_HI = 0x154;
    static final int FREE_BLOCKS_COUNT_HI = 0x158;
    static final int MIN_EXTRA_ISIZE = 0x15C;
    static final int WANT_EXTRA_ISIZE = 0x15E;
    static final int FLAGS = 0x160;
    static final int RAID_STRIDE = 0x164;
    static final int MMP_INTERVAL = 0x166;
    static final int MMP_BLOCK = 0x168;
    static final int RAID_STRIPE_WIDTH = 0x170;
    static final int LOG_GROUPS_PER_FLEX = 0x174;
    static final int CHECKSUM_TYPE = 0x175;
    static final int KBYTES_WRITTEN = 0x178;
    static final int ERROR_COUNT = 0x194;
    static final int FIRST_ERROR_TIME = 0x198;
    static final int FIRST_ERROR_INO = 0x19C;
    static final int FIRST_ERROR_BLOCK = 0x1A0;
    static final int FIRST_ERROR_FUNC = 0x1A8;
    static final int FIRST_ERROR_LINE = 0x1C8;
    static final int LAST_ERROR_TIME = 0x1CC;
    static final int LAST_ERROR_INO = 0x1D0;
    static final int LAST_ERROR_LINE = 0x1D4;
    static final int LAST_ERROR_BLOCK = 0x1D8;
    static final int LAST_ERROR_FUNC = 0x1E0;
    static final int MOUNT_OPTS = 0x200;
    static final int USR_QUOTA_INUM = 0x240;
    static final int GRP_QUOTA_INUM = 0x244;
    static final int OVERHEAD_CLUSTERS = 0x248;
    static final int BACKUP_BGS = 0x24C;
    static final int LPF_INO = 0x268;
    static final int PRJ_QUOTA_INUM = 0x26C;
    static final int CHECKSUM_SEED = 0x270;
    static final int WTIME_HI = 0x274;
    static final int MTIME_HI = 0x275;
    static final int MKFS_TIME_HI = 0x276;
    static final int LASTCHECK_HI = 0x277;
    static final int FIRST_ERROR_TIME_HI = 0x278;
    static final int LAST_ERROR_TIME_HI = 0x279;
    static final int FIRST_ERROR_ERRCODE = 0x27A;
    static final int LAST_ERROR_ERRCODE = 0x27B;
    static final int ENCODING = 0x27C;
    static final int ENCODING_FLAGS = 0x27E;
    static final int ORPHAN_FILE_INUM = 0x280;
    static final int CHECKSUM = 0x3FC;

    private SuperblockLayout() {}
}
