// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.bytes.LittleEndian.i64;
import static ext2cat.disk.bytes.LittleEndian.u16;
import static ext2cat.disk.bytes.LittleEndian.u32;
import static ext2cat.disk.bytes.LittleEndian.u8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The fields of a superblock that only reports look at, values as stored: nothing is verified.
 * Texts are spelled as {@link FileName#toString} spells names. A time of 0 means never.
 */
public final class SuperblockDetails {

    private static final int JOURNAL_BACKUP_WORDS = 17;

    private final byte[] raw;
    private final boolean wide;

    SuperblockDetails(byte[] raw, boolean wide) {
        this.raw = raw;
        this.wide = wide;
    }

    /** {@return s_uuid} */
    public UUID uuid() {
        return uuid(SuperblockLayout.UUID);
    }

    /** {@return s_volume_name: the label} */
    public String volumeName() {
        return text(SuperblockLayout.VOLUME_NAME, 16);
    }

    /** {@return s_last_mounted: where it was mounted last} */
    public String lastMounted() {
        return text(SuperblockLayout.LAST_MOUNTED, 64);
    }

    /** {@return s_r_blocks_count: blocks kept for the super-user} */
    public long reservedBlocksCount() {
        return u32(raw, SuperblockLayout.R_BLOCKS_COUNT_LO)
                | high(SuperblockLayout.R_BLOCKS_COUNT_HI);
    }

    /** {@return s_free_blocks_count} */
    public long freeBlocksCount() {
        return u32(raw, SuperblockLayout.FREE_BLOCKS_COUNT_LO)
                | high(SuperblockLayout.FREE_BLOCKS_COUNT_HI);
    }

    /** {@return s_free_inodes_count} */
    public long freeInodesCount() {
        return u32(raw, SuperblockLayout.FREE_INODES_COUNT);
    }

    /** {@return s_log_cluster_size, once s_log_frag_size: counts from 1 KiB} */
    public long logClusterSize() {
        return u32(raw, SuperblockLayout.LOG_CLUSTER_SIZE);
    }

    /** {@return s_clusters_per_group, once s_frags_per_group} */
    public long clustersPerGroup() {
        return u32(raw, SuperblockLayout.CLUSTERS_PER_GROUP);
    }

    /** {@return s_mtime: last mount} */
    public Instant mountTime() {
        return time(SuperblockLayout.MTIME, SuperblockLayout.MTIME_HI);
    }

    /** {@return s_wtime: last write} */
    public Instant writeTime() {
        return time(SuperblockLayout.WTIME, SuperblockLayout.WTIME_HI);
    }

    /** {@return s_lastcheck} */
    public Instant lastCheck() {
        return time(SuperblockLayout.LASTCHECK, SuperblockLayout.LASTCHECK_HI);
    }

    /** {@return s_mkfs_time: creation; ext2 of old times did not note it} */
    public Instant mkfsTime() {
        return time(SuperblockLayout.MKFS_TIME, SuperblockLayout.MKFS_TIME_HI);
    }

    /** {@return s_checkinterval: seconds from one check to the next, 0 for no such rule} */
    public long checkIntervalSeconds() {
        return u32(raw, SuperblockLayout.CHECKINTERVAL);
    }

    /** {@return s_mnt_count: mounts since the last check} */
    public int mountCount() {
        return u16(raw, SuperblockLayout.MNT_COUNT);
    }

    /** {@return s_max_mnt_count: mounts until the next check; signed, -1 for no such rule} */
    public int maxMountCount() {
        return (short) u16(raw, SuperblockLayout.MAX_MNT_COUNT);
    }

    /**
     * {@return s_state: bit 0 unmounted cleanly, bit 1 has errors, bit 2 orphans are being freed}
     */
    public int state() {
        return u16(raw, SuperblockLayout.STATE);
    }

    /**
     * {@return s_errors: what Linux does at an error: 1 goes on, 2 makes it read-only, 3 panics}
     */
    public int errorBehaviour() {
        return u16(raw, SuperblockLayout.ERRORS);
    }

    /** {@return s_minor_rev_level} */
    public int minorRevLevel() {
        return u16(raw, SuperblockLayout.MINOR_REV_LEVEL);
    }

    /** {@return s_def_resuid: who may use reserved blocks} */
    public int reservedBlocksUid() {
        return u16(raw, SuperblockLayout.DEF_RESUID);
    }

    /** {@return s_def_resgid: which group may use reserved blocks} */
    public int reservedBlocksGid() {
        return u16(raw, SuperblockLayout.DEF_RESGID);
    }

    /** {@return s_algorithm_usage_bitmap: the compressions in use} */
    public long algorithmUsageBitmap() {
        return u32(raw, SuperblockLayout.ALGORITHM_USAGE_BITMAP);
    }

    /** {@return s_prealloc_blocks} */
    public int preallocBlocks() {
        return u8(raw, SuperblockLayout.PREALLOC_BLOCKS);
    }

    /** {@return s_prealloc_dir_blocks} */
    public int preallocDirBlocks() {
        return u8(raw, SuperblockLayout.PREALLOC_DIR_BLOCKS);
    }

    /** {@return s_reserved_gdt_blocks: blocks a group keeps for a longer descriptor table} */
    public int reservedGdtBlocks() {
        return u16(raw, SuperblockLayout.RESERVED_GDT_BLOCKS);
    }

    /** {@return s_journal_uuid: the device that has the journal} */
    public UUID journalUuid() {
        return uuid(SuperblockLayout.JOURNAL_UUID);
    }

    /** {@return s_journal_inum: the inode of the journal, or 0} */
    public long journalInode() {
        return u32(raw, SuperblockLayout.JOURNAL_INUM);
    }

    /** {@return s_journal_dev: the number of the device that has the journal, or 0} */
    public long journalDevice() {
        return u32(raw, SuperblockLayout.JOURNAL_DEV);
    }

    /** {@return s_jnl_backup_type: 1 if {@link #journalBackup} is filled in} */
    public int journalBackupType() {
        return u8(raw, SuperblockLayout.JNL_BACKUP_TYPE);
    }

    /**
     * {@return s_jnl_blocks: the 15 block pointers of the journal, then its size, high word first}
     */
    public long[] journalBackup() {
        return words(SuperblockLayout.JNL_BLOCKS, JOURNAL_BACKUP_WORDS);
    }

    /** {@return s_last_orphan: the first inode of the list of those to be freed, or 0} */
    public long lastOrphan() {
        return u32(raw, SuperblockLayout.LAST_ORPHAN);
    }

    /** {@return s_hash_seed: four words} */
    public long[] hashSeed() {
        return words(SuperblockLayout.HASH_SEED, 4);
    }

    /**
     * {@return s_def_hash_version: 0 legacy, 1 half MD4, 2 TEA, 3 to 5 the same of unsigned bytes}
     */
    public int defaultHashVersion() {
        return u8(raw, SuperblockLayout.DEF_HASH_VERSION);
    }

    /** {@return s_default_mount_opts: bits} */
    public long defaultMountOptions() {
        return u32(raw, SuperblockLayout.DEFAULT_MOUNT_OPTS);
    }

    /** {@return s_mount_opts: mount options as text} */
    public String mountOptions() {
        return text(SuperblockLayout.MOUNT_OPTS, 64);
    }

    /** {@return s_min_extra_isize: bytes behind byte 128 that every inode has} */
    public int minExtraInodeSizeBytes() {
        return u16(raw, SuperblockLayout.MIN_EXTRA_ISIZE);
    }

    /** {@return s_want_extra_isize: bytes behind byte 128 that new inodes get} */
    public int wantExtraInodeSizeBytes() {
        return u16(raw, SuperblockLayout.WANT_EXTRA_ISIZE);
    }

    /**
     * {@return s_flags: bit 0 signed and bit 1 unsigned bytes in directory hashes, bit 2 a test
     * system}
     */
    public long flags() {
        return u32(raw, SuperblockLayout.FLAGS);
    }

    /** {@return s_raid_stride, in blocks} */
    public int raidStrideBlocks() {
        return u16(raw, SuperblockLayout.RAID_STRIDE);
    }

    /** {@return s_raid_stripe_width, in blocks} */
    public long raidStripeWidthBlocks() {
        return u32(raw, SuperblockLayout.RAID_STRIPE_WIDTH);
    }

    /** {@return s_mmp_interval: seconds between looks at the {@code mmp} block} */
    public int mmpIntervalSeconds() {
        return u16(raw, SuperblockLayout.MMP_INTERVAL);
    }

    /** {@return s_mmp_block} */
    public long mmpBlock() {
        return i64(raw, SuperblockLayout.MMP_BLOCK);
    }

    /** {@return s_log_groups_per_flex} */
    public int logGroupsPerFlex() {
        return u8(raw, SuperblockLayout.LOG_GROUPS_PER_FLEX);
    }

    /** {@return s_checksum_type: 1 for CRC32C} */
    public int checksumType() {
        return u8(raw, SuperblockLayout.CHECKSUM_TYPE);
    }

    /** {@return s_checksum_seed} */
    public long checksumSeed() {
        return u32(raw, SuperblockLayout.CHECKSUM_SEED);
    }

    /** {@return s_checksum} */
    public long checksum() {
        return u32(raw, SuperblockLayout.CHECKSUM);
    }

    /** {@return s_kbytes_written: KiB written in the life of the file system} */
    public long kibibytesWritten() {
        return i64(raw, SuperblockLayout.KBYTES_WRITTEN);
    }

    /** {@return s_error_count} */
    public long errorCount() {
        return u32(raw, SuperblockLayout.ERROR_COUNT);
    }

    /** {@return the first error since the last check, if there is one} */
    public Optional<ErrorRecord> firstError() {
        return error(
                time(SuperblockLayout.FIRST_ERROR_TIME, SuperblockLayout.FIRST_ERROR_TIME_HI),
                SuperblockLayout.FIRST_ERROR_INO,
                SuperblockLayout.FIRST_ERROR_BLOCK,
                SuperblockLayout.FIRST_ERROR_FUNC,
                SuperblockLayout.FIRST_ERROR_LINE,
                SuperblockLayout.FIRST_ERROR_ERRCODE);
    }

    /** {@return the last error, if there is one} */
    public Optional<ErrorRecord> lastError() {
        return error(
                time(SuperblockLayout.LAST_ERROR_TIME, SuperblockLayout.LAST_ERROR_TIME_HI),
                SuperblockLayout.LAST_ERROR_INO,
                SuperblockLayout.LAST_ERROR_BLOCK,
                SuperblockLayout.LAST_ERROR_FUNC,
                SuperblockLayout.LAST_ERROR_LINE,
                SuperblockLayout.LAST_ERROR_ERRCODE);
    }

    /** {@return s_usr_quota_inum: the inode of the users' quota, or 0} */
    public long userQuotaInode() {
        return u32(raw, SuperblockLayout.USR_QUOTA_INUM);
    }

    /** {@return s_grp_quota_inum: the inode of the groups' quota, or 0} */
    public long groupQuotaInode() {
        return u32(raw, SuperblockLayout.GRP_QUOTA_INUM);
    }

    /** {@return s_prj_quota_inum: the inode of the projects' quota, or 0} */
    public long projectQuotaInode() {
        return u32(raw, SuperblockLayout.PRJ_QUOTA_INUM);
    }

    /** {@return s_overhead_clusters: what metadata takes, or 0 for not computed} */
    public long overheadClusters() {
        return u32(raw, SuperblockLayout.OVERHEAD_CLUSTERS);
    }

    /** {@return s_lpf_ino: the inode of lost+found, or 0 for not noted} */
    public long lostAndFoundInode() {
        return u32(raw, SuperblockLayout.LPF_INO);
    }

    /** {@return s_encoding: of names with {@code casefold}, 1 for UTF-8} */
    public int encoding() {
        return u16(raw, SuperblockLayout.ENCODING);
    }

    /** {@return s_encoding_flags} */
    public int encodingFlags() {
        return u16(raw, SuperblockLayout.ENCODING_FLAGS);
    }

    /** {@return s_orphan_file_inum: the inode of the orphan file, or 0} */
    public long orphanFileInode() {
        return u32(raw, SuperblockLayout.ORPHAN_FILE_INUM);
    }

    private Optional<ErrorRecord> error(
            Instant time, int inode, int block, int function, int line, int errorCode) {
        if (time.equals(Instant.EPOCH)) {
            return Optional.empty();
        }
        return Optional.of(
                new ErrorRecord(
                        time,
                        u32(raw, inode),
                        i64(raw, block),
                        text(function, 32),
                        u32(raw, line),
                        u8(raw, errorCode)));
    }

    /** Superblock times are unsigned, 40 bits wide since Linux 4.19; the high byte was 0 before. */
    private Instant time(int lowOffset, int highOffset) {
        return Instant.ofEpochSecond(u32(raw, lowOffset) | (long) u8(raw, highOffset) << 32);
    }

    private long high(int offset) {
        return wide ? u32(raw, offset) << 32 : 0;
    }

    private long[] words(int offset, int count) {
        long[] words = new long[count];
        for (int i = 0; i < count; i++) {
            words[i] = u32(raw, offset + 4 * i);
        }
        return words;
    }

    private UUID uuid(int offset) {
        ByteBuffer bigEndian = ByteBuffer.wrap(raw);
        return new UUID(bigEndian.getLong(offset), bigEndian.getLong(offset + 8));
    }

    /** The bytes up to the first NUL, or all of them. */
    private String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && raw[end] != 0) {
            end++;
        }
        return NameSpelling.of(Arrays.copyOfRange(raw, offset, end));
    }
}
