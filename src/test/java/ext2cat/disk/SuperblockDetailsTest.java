// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

final class SuperblockDetailsTest {

    private static final long U32 = 0xFEDC_BA98L;
    private static final int U16 = 0xFEDC;
    private static final int U8 = 0xFE;

    @Test
    void fieldsOf32BitsAreUnsigned() throws Exception {
        u32(SuperblockLayout.R_BLOCKS_COUNT_LO, SuperblockDetails::reservedBlocksCount);
        u32(SuperblockLayout.FREE_BLOCKS_COUNT_LO, SuperblockDetails::freeBlocksCount);
        u32(SuperblockLayout.FREE_INODES_COUNT, SuperblockDetails::freeInodesCount);
        u32(SuperblockLayout.LOG_CLUSTER_SIZE, SuperblockDetails::logClusterSize);
        u32(SuperblockLayout.CLUSTERS_PER_GROUP, SuperblockDetails::clustersPerGroup);
        u32(SuperblockLayout.CHECKINTERVAL, SuperblockDetails::checkIntervalSeconds);
        u32(SuperblockLayout.ALGORITHM_USAGE_BITMAP, SuperblockDetails::algorithmUsageBitmap);
        u32(SuperblockLayout.JOURNAL_INUM, SuperblockDetails::journalInode);
        u32(SuperblockLayout.JOURNAL_DEV, SuperblockDetails::journalDevice);
        u32(SuperblockLayout.LAST_ORPHAN, SuperblockDetails::lastOrphan);
        u32(SuperblockLayout.DEFAULT_MOUNT_OPTS, SuperblockDetails::defaultMountOptions);
        u32(SuperblockLayout.FLAGS, SuperblockDetails::flags);
        u32(SuperblockLayout.RAID_STRIPE_WIDTH, SuperblockDetails::raidStripeWidthBlocks);
        u32(SuperblockLayout.CHECKSUM_SEED, SuperblockDetails::checksumSeed);
        u32(SuperblockLayout.CHECKSUM, SuperblockDetails::checksum);
        u32(SuperblockLayout.ERROR_COUNT, SuperblockDetails::errorCount);
        u32(SuperblockLayout.USR_QUOTA_INUM, SuperblockDetails::userQuotaInode);
        u32(SuperblockLayout.GRP_QUOTA_INUM, SuperblockDetails::groupQuotaInode);
        u32(SuperblockLayout.PRJ_QUOTA_INUM, SuperblockDetails::projectQuotaInode);
        u32(SuperblockLayout.OVERHEAD_CLUSTERS, SuperblockDetails::overheadClusters);
        u32(SuperblockLayout.LPF_INO, SuperblockDetails::lostAndFoundInode);
        u32(SuperblockLayout.ORPHAN_FILE_INUM, SuperblockDetails::orphanFileInode);
    }

    @Test
    void smallerFieldsAreUnsignedToo() throws Exception {
        u16(SuperblockLayout.MNT_COUNT, SuperblockDetails::mountCount);
        u16(SuperblockLayout.STATE, SuperblockDetails::state);
        u16(SuperblockLayout.ERRORS, SuperblockDetails::errorBehaviour);
        u16(SuperblockLayout.MINOR_REV_LEVEL, SuperblockDetails::minorRevLevel);
        u16(SuperblockLayout.DEF_RESUID, SuperblockDetails::reservedBlocksUid);
        u16(SuperblockLayout.DEF_RESGID, SuperblockDetails::reservedBlocksGid);
        u16(SuperblockLayout.RESERVED_GDT_BLOCKS, SuperblockDetails::reservedGdtBlocks);
        u16(SuperblockLayout.MIN_EXTRA_ISIZE, SuperblockDetails::minExtraInodeSizeBytes);
        u16(SuperblockLayout.WANT_EXTRA_ISIZE, SuperblockDetails::wantExtraInodeSizeBytes);
        u16(SuperblockLayout.RAID_STRIDE, SuperblockDetails::raidStrideBlocks);
        u16(SuperblockLayout.MMP_INTERVAL, SuperblockDetails::mmpIntervalSeconds);
        u16(SuperblockLayout.ENCODING, SuperblockDetails::encoding);
        u16(SuperblockLayout.ENCODING_FLAGS, SuperblockDetails::encodingFlags);
        u8(SuperblockLayout.PREALLOC_BLOCKS, SuperblockDetails::preallocBlocks);
        u8(SuperblockLayout.PREALLOC_DIR_BLOCKS, SuperblockDetails::preallocDirBlocks);
        u8(SuperblockLayout.JNL_BACKUP_TYPE, SuperblockDetails::journalBackupType);
        u8(SuperblockLayout.DEF_HASH_VERSION, SuperblockDetails::defaultHashVersion);
        u8(SuperblockLayout.LOG_GROUPS_PER_FLEX, SuperblockDetails::logGroupsPerFlex);
        u8(SuperblockLayout.CHECKSUM_TYPE, SuperblockDetails::checksumType);
    }

    @Test
    void theLimitOfMountsIsSigned() throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u16(SuperblockLayout.MAX_MNT_COUNT, 0xFFFF);
        assertThat(bytes.decode().details().maxMountCount()).isEqualTo(-1);
    }

    @Test
    void timesHaveFortyBits() throws Exception {
        time(SuperblockLayout.MTIME, SuperblockLayout.MTIME_HI, SuperblockDetails::mountTime);
        time(SuperblockLayout.WTIME, SuperblockLayout.WTIME_HI, SuperblockDetails::writeTime);
        time(
                SuperblockLayout.LASTCHECK,
                SuperblockLayout.LASTCHECK_HI,
                SuperblockDetails::lastCheck);
        time(
                SuperblockLayout.MKFS_TIME,
                SuperblockLayout.MKFS_TIME_HI,
                SuperblockDetails::mkfsTime);
    }

    @Test
    void blockCountsHave64BitsWith64bit() throws Exception {
        SuperblockDetails details =
                new SuperblockBytes()
                        .with(IncompatFeature.BIT64)
                        .u32(SuperblockLayout.R_BLOCKS_COUNT_LO, 1)
                        .u32(SuperblockLayout.R_BLOCKS_COUNT_HI, 2)
                        .u32(SuperblockLayout.FREE_BLOCKS_COUNT_LO, 3)
                        .u32(SuperblockLayout.FREE_BLOCKS_COUNT_HI, 4)
                        .decode()
                        .details();
        assertThat(details.reservedBlocksCount()).isEqualTo(0x2_0000_0001L);
        assertThat(details.freeBlocksCount()).isEqualTo(0x4_0000_0003L);
    }

    @Test
    void fieldsOf64BitsAreWhole() throws Exception {
        SuperblockDetails details =
                new SuperblockBytes()
                        .u64(SuperblockLayout.MMP_BLOCK, 0x0102_0304_0506_0708L)
                        .u64(SuperblockLayout.KBYTES_WRITTEN, 0x1112_1314_1516_1718L)
                        .decode()
                        .details();
        assertThat(details.mmpBlock()).isEqualTo(0x0102_0304_0506_0708L);
        assertThat(details.kibibytesWritten()).isEqualTo(0x1112_1314_1516_1718L);
    }

    @Test
    void identifiersAreReadFromTheLeft() throws Exception {
        SuperblockDetails details =
                new SuperblockBytes()
                        .text(SuperblockLayout.UUID, "0123456789abcdef")
                        .text(SuperblockLayout.JOURNAL_UUID, "fedcba9876543210")
                        .decode()
                        .details();
        assertThat(details.uuid())
                .isEqualTo(UUID.fromString("30313233-3435-3637-3839-616263646566"));
        assertThat(details.journalUuid())
                .isEqualTo(UUID.fromString("66656463-6261-3938-3736-353433323130"));
    }

    @Test
    void textsEndAtANulOrWithTheirRoom() throws Exception {
        SuperblockDetails details =
                new SuperblockBytes()
                        .text(SuperblockLayout.VOLUME_NAME, "sixteen letters!")
                        .text(SuperblockLayout.LAST_MOUNTED, "/mnt/\u001b[31m\0rest")
                        .text(SuperblockLayout.MOUNT_OPTS, "acl")
                        .decode()
                        .details();
        assertThat(details.volumeName()).isEqualTo("sixteen letters!");
        assertThat(details.lastMounted()).isEqualTo("/mnt/\\x1b[31m");
        assertThat(details.mountOptions()).isEqualTo("acl");
    }

    @Test
    void tablesOfWordsAreRead() throws Exception {
        SuperblockDetails details =
                new SuperblockBytes()
                        .u32(SuperblockLayout.HASH_SEED, U32)
                        .u32(SuperblockLayout.HASH_SEED + 12, 4)
                        .u32(SuperblockLayout.JNL_BLOCKS, 5)
                        .u32(SuperblockLayout.JNL_BLOCKS + 64, 6)
                        .decode()
                        .details();
        assertThat(details.hashSeed()).containsExactly(U32, 0, 0, 4);
        assertThat(details.journalBackup()).hasSize(17).startsWith(5, 0).endsWith(0, 6);
    }

    @Test
    void anErrorIsThereIfItHasATime() throws Exception {
        SuperblockBytes bytes =
                new SuperblockBytes()
                        .u32(SuperblockLayout.FIRST_ERROR_INO, 12)
                        .u64(SuperblockLayout.FIRST_ERROR_BLOCK, 99)
                        .text(SuperblockLayout.FIRST_ERROR_FUNC, "ext4_lookup")
                        .u32(SuperblockLayout.FIRST_ERROR_LINE, 1234)
                        .u8(SuperblockLayout.FIRST_ERROR_ERRCODE, 7)
                        .u32(SuperblockLayout.LAST_ERROR_TIME, 1)
                        .u32(SuperblockLayout.LAST_ERROR_INO, 2)
                        .u64(SuperblockLayout.LAST_ERROR_BLOCK, 3)
                        .text(SuperblockLayout.LAST_ERROR_FUNC, "f")
                        .u32(SuperblockLayout.LAST_ERROR_LINE, 4)
                        .u8(SuperblockLayout.LAST_ERROR_ERRCODE, 5);
        assertThat(bytes.decode().details().firstError()).isEmpty();
        bytes.u32(SuperblockLayout.FIRST_ERROR_TIME, 1000);
        assertThat(bytes.decode().details().firstError())
                .contains(
                        new ErrorRecord(
                                Instant.ofEpochSecond(1000), 12, 99, "ext4_lookup", 1234, 7));
        assertThat(bytes.decode().details().lastError())
                .contains(new ErrorRecord(Instant.ofEpochSecond(1), 2, 3, "f", 4, 5));
    }

    private static void u32(int offset, Function<SuperblockDetails, Long> field) throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u32(offset, U32);
        assertThat(field.apply(bytes.decode().details())).as("%x", offset).isEqualTo(U32);
    }

    private static void u16(int offset, Function<SuperblockDetails, Integer> field)
            throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u16(offset, U16);
        assertThat(field.apply(bytes.decode().details())).as("%x", offset).isEqualTo(U16);
    }

    private static void u8(int offset, Function<SuperblockDetails, Integer> field)
            throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u8(offset, U8);
        assertThat(field.apply(bytes.decode().details())).as("%x", offset).isEqualTo(U8);
    }

    private static void time(int low, int high, Function<SuperblockDetails, Instant> field)
            throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u32(low, U32).u8(high, 1);
        assertThat(field.apply(bytes.decode().details()))
                .isEqualTo(Instant.ofEpochSecond(0x1_0000_0000L + U32));
    }
}
