// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.record.LinuxStat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

final class DiskInodeTest {

    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;
    private static final int SYMLINK = 0xA000;

    @Test
    void fieldsAreWidenedToTheirUnsignedValues() throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, 0x8DFF)
                        .u16(InodeLayout.UID, 0xFFFE)
                        .u16(InodeLayout.LINUX_UID_HIGH, 0xFFFF)
                        .u16(InodeLayout.GID, 0xFFFC)
                        .u16(InodeLayout.LINUX_GID_HIGH, 0xFFFD)
                        .u16(InodeLayout.LINKS_COUNT, 0xFFFB)
                        .u32(InodeLayout.BLOCKS, 0xFFFFFFFAL)
                        .u32(InodeLayout.FLAGS, 0xFFFFFFF9L)
                        .u32(InodeLayout.DTIME, 0xFFFFFFF8L)
                        .u32(InodeLayout.GENERATION, 0xFFFFFFF7L)
                        .u32(InodeLayout.FILE_ACL, 0xFFFFFFF6L)
                        .u32(InodeLayout.LINUX_VERSION, 0xFFFFFFF5L)
                        .decode(new SuperblockBytes());
        assertThat(inode.number()).isEqualTo(12);
        assertThat(inode.mode()).isEqualTo(0x8DFF);
        assertThat(inode.permissions()).isEqualTo(06777);
        assertThat(inode.fileType()).isEqualTo(FileType.REGULAR);
        assertThat(inode.uid()).isEqualTo(0xFFFFFFFEL);
        assertThat(inode.gid()).isEqualTo(0xFFFDFFFCL);
        assertThat(inode.links()).isEqualTo(0xFFFB);
        assertThat(inode.allocatedSectors()).isEqualTo(0xFFFFFFFAL);
        assertThat(inode.flagBits()).isEqualTo(0xFFFFFFF9L);
        assertThat(inode.deletionSeconds()).isEqualTo(0xFFFFFFF8L);
        assertThat(inode.generation()).isEqualTo(0xFFFFFFF7L);
        assertThat(inode.fileAclBlock()).isEqualTo(0xFFFFFFF6L);
        assertThat(inode.version()).isEqualTo(0xFFFFFFF5L);
    }

    @Test
    void anInodeIsCopiedFromItsPlaceInTheTable() throws Exception {
        InodeBytes bytes = new InodeBytes(256).u16(InodeLayout.MODE, DIRECTORY);
        DiskInode inode = bytes.decodeAt(512, new SuperblockBytes());
        assertThat(inode.fileType()).isEqualTo(FileType.DIRECTORY);
        assertThat(bytes.decodeAt(0, new SuperblockBytes()).mode()).isEqualTo(DIRECTORY);
    }

    @ParameterizedTest
    @CsvSource({
        // mode, low, high, size
        "0x8000, 0xFFFFFFFF, 0x7FFFFFFF, 9223372036854775807",
        "0x8000, 5, 1, 4294967301",
        "0x4000, 5, 1, 5",
        "0xA000, 5, 1, 5",
        "0x2000, 5, 1, 5",
    })
    void onlyRegularFilesHaveSizesOf64Bits(String mode, String low, String high, long size)
            throws Exception {
        InodeBytes bytes =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, Integer.decode(mode))
                        .u32(InodeLayout.SIZE, Long.decode(low))
                        .u32(InodeLayout.SIZE_HIGH, Long.decode(high));
        assertThat(bytes.decode(new SuperblockBytes()).sizeBytes()).isEqualTo(size);
    }

    @Test
    void withLargeDirDirectoriesHaveSizesOf64BitsToo() throws Exception {
        InodeBytes bytes =
                new InodeBytes(128).u16(InodeLayout.MODE, DIRECTORY).u32(InodeLayout.SIZE_HIGH, 1);
        assertThat(bytes.decode(new SuperblockBytes().with(IncompatFeature.LARGE_DIR)).sizeBytes())
                .isEqualTo(1L << 32);
    }

    @Test
    void aSizeOf2ToThe63IsAnError() throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, REGULAR)
                        .u32(InodeLayout.SIZE_HIGH, 0x80000000L)
                        .decode(new SuperblockBytes());
        assertThatThrownBy(() -> inode.verify(new SuperblockBytes().verified()))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage("inode 12: size 9223372036854775808 is not below 2^63");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "2, true", "19999, true", "20000, false"})
    void theBlockOfAttributesMustLieInTheFileSystem(long block, boolean good) throws Exception {
        DiskInode inode =
                new InodeBytes(128).u32(InodeLayout.FILE_ACL, block).decode(new SuperblockBytes());
        Superblock superblock = new SuperblockBytes().verified();
        if (good) {
            inode.verify(superblock);
        } else {
            assertThatThrownBy(() -> inode.verify(superblock))
                    .isInstanceOf(CorruptImageException.class)
                    .hasMessage(
                            "inode 12: file_acl block "
                                    + block
                                    + " is not from 2 to 19999, the blocks of the file system");
        }
    }

    @Test
    void hugeFilesCountIn48BitsAndInBlocks() throws Exception {
        InodeBytes bytes =
                new InodeBytes(128)
                        .u32(InodeLayout.BLOCKS, 3)
                        .u16(InodeLayout.LINUX_BLOCKS_HIGH, 2);
        SuperblockBytes plain = new SuperblockBytes();
        SuperblockBytes huge = new SuperblockBytes().with(RoCompatFeature.HUGE_FILE);
        assertThat(bytes.decode(plain).allocatedSectors()).isEqualTo(3);
        assertThat(bytes.decode(huge).allocatedSectors()).isEqualTo(0x2_0000_0003L);
        bytes.u32(InodeLayout.FLAGS, InodeFlag.HUGE_FILE.bit());
        assertThat(bytes.decode(plain).allocatedSectors()).isEqualTo(3);
        assertThat(bytes.decode(huge).allocatedSectors()).isEqualTo(0x4_0000_0006L);
    }

    @Test
    void timesOfASmallInodeAreSignedSeconds() throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u32(InodeLayout.ATIME, 0x7FFFFFFF)
                        .u32(InodeLayout.CTIME, 0x80000000L)
                        .u32(InodeLayout.MTIME, 0xFFFFFFFFL)
                        .decode(new SuperblockBytes());
        assertThat(inode.times().of(InodeTime.ATIME))
                .isEqualTo(Instant.parse("2038-01-19T03:14:07Z"));
        assertThat(inode.times().of(InodeTime.CTIME))
                .isEqualTo(Instant.parse("1901-12-13T20:45:52Z"));
        assertThat(inode.times().of(InodeTime.MTIME))
                .isEqualTo(Instant.parse("1969-12-31T23:59:59Z"));
        assertThat(inode.times().stored(InodeTime.CRTIME)).isEmpty();
        assertThat(inode.projectId()).isEmpty();
        assertThat(inode.storedExtraSizeBytes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // seconds, extra word, time: the table of the format's documentation, then nanoseconds
        "0x80000000, 0, 1901-12-13T20:45:52Z",
        "0x7FFFFFFF, 0, 2038-01-19T03:14:07Z",
        "0x80000000, 1, 2038-01-19T03:14:08Z",
        "0x00000000, 1, 2106-02-07T06:28:16Z",
        "0x80000000, 2, 2174-02-25T09:42:24Z",
        "0x80000000, 3, 2310-04-04T16:10:40Z",
        "0x7FFFFFFF, 3, 2446-05-10T22:38:55Z",
        "0x00000001, 0x00000004, 1970-01-01T00:00:01.000000001Z",
        "0x00000001, 0xEE6B27FC, 1970-01-01T00:00:01.999999999Z",
        // a second or more of nanoseconds is damage, and moves no second
        "0x00000001, 0xEE6B2800, 1970-01-01T00:00:01Z",
        "0x00000001, 0xFFFFFFFC, 1970-01-01T00:00:01Z",
        "0x00000001, 0xFFFFFFFD, 2106-02-07T06:28:17Z",
    })
    void theExtraWordAddsEpochAndNanoseconds(String seconds, String extra, Instant time)
            throws Exception {
        DiskInode inode =
                new InodeBytes(256)
                        .u16(InodeLayout.EXTRA_ISIZE, 32)
                        .u32(InodeLayout.ATIME, Long.decode(seconds))
                        .u32(InodeLayout.ATIME_EXTRA, Long.decode(extra))
                        .u32(InodeLayout.CTIME, Long.decode(seconds))
                        .u32(InodeLayout.CTIME_EXTRA, Long.decode(extra))
                        .u32(InodeLayout.MTIME, Long.decode(seconds))
                        .u32(InodeLayout.MTIME_EXTRA, Long.decode(extra))
                        .u32(InodeLayout.CRTIME, Long.decode(seconds))
                        .u32(InodeLayout.CRTIME_EXTRA, Long.decode(extra))
                        .decode(new SuperblockBytes());
        assertThat(inode.times().of(InodeTime.ATIME)).isEqualTo(time);
        assertThat(inode.times().of(InodeTime.CTIME)).isEqualTo(time);
        assertThat(inode.times().of(InodeTime.MTIME)).isEqualTo(time);
        assertThat(inode.times().stored(InodeTime.CRTIME)).contains(time);
    }

    @ParameterizedTest
    @CsvSource({
        // i_extra_isize, and whether ctime_extra, crtime, crtime_extra, projid are there
        " 0, false, false, false, false",
        " 4, false, false, false, false",
        " 8,  true, false, false, false",
        "20,  true,  true, false, false",
        "24,  true,  true,  true, false",
        "32,  true,  true,  true,  true",
        "128, true,  true,  true,  true",
        "132, false, false, false, false",
        "30, false, false, false, false",
    })
    void extraFieldsExistAsFarAsTheInodeSays(
            int extra, boolean ctime, boolean crtime, boolean crtimeExtra, boolean projid)
            throws Exception {
        DiskInode inode =
                new InodeBytes(256)
                        .u16(InodeLayout.EXTRA_ISIZE, extra)
                        .u32(InodeLayout.CTIME_EXTRA, 4)
                        .u32(InodeLayout.CRTIME_EXTRA, 4)
                        .u32(InodeLayout.PROJID, 7)
                        .decode(new SuperblockBytes());
        assertThat(inode.storedExtraSizeBytes()).isEqualTo(extra);
        assertThat(inode.times().of(InodeTime.CTIME).getNano()).isEqualTo(ctime ? 1 : 0);
        assertThat(inode.times().stored(InodeTime.CRTIME).isPresent()).isEqualTo(crtime);
        assertThat(inode.times().stored(InodeTime.CRTIME).map(Instant::getNano).orElse(0))
                .isEqualTo(crtimeExtra ? 1 : 0);
        assertThat(inode.projectId().isPresent()).isEqualTo(projid);
    }

    @Test
    void theVersionHas64BitsWhereThereIsRoom() throws Exception {
        InodeBytes bytes =
                new InodeBytes(256)
                        .u32(InodeLayout.LINUX_VERSION, 5)
                        .u32(InodeLayout.VERSION_HI, 6)
                        .u16(InodeLayout.EXTRA_ISIZE, 32);
        assertThat(bytes.decode(new SuperblockBytes()).version()).isEqualTo(0x6_0000_0005L);
        bytes.u16(InodeLayout.EXTRA_ISIZE, 24);
        assertThat(bytes.decode(new SuperblockBytes()).version()).isEqualTo(5);
    }

    @Test
    void blockPointersAreUnsigned() throws Exception {
        InodeBytes bytes = new InodeBytes(128);
        for (int i = 0; i < 15; i++) {
            bytes.u32(InodeLayout.BLOCK + 4 * i, 0xFFFFFFF0L + i);
        }
        DiskInode inode = bytes.decode(new SuperblockBytes());
        assertThat(inode.blockPointer(14)).isEqualTo(0xFFFFFFFEL);
        assertThat(inode.blockPointers()).hasSize(15).startsWith(0xFFFFFFF0L, 0xFFFFFFF1L);
    }

    @ParameterizedTest
    @CsvSource({
        // mode, i_blocks, file_acl, fast
        "0xA000, 0, 0, true",
        "0xA000, 2, 0, false",
        "0xA000, 2, 9, true",
        "0xA000, 4, 9, false",
        "0x8000, 0, 0, false",
    })
    void aSymlinkWithoutBlocksOfItsOwnIsFast(String mode, long sectors, long acl, boolean fast)
            throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, Integer.decode(mode))
                        .u16(InodeLayout.LINKS_COUNT, 1)
                        .u32(InodeLayout.BLOCKS, sectors)
                        .u32(InodeLayout.FILE_ACL, acl)
                        .decode(new SuperblockBytes());
        assertThat(inode.isFastSymlink()).isEqualTo(fast);
    }

    @ParameterizedTest
    @CsvSource({
        "4, /etc/passwd, /etc",
        "11, /etc/passwd, /etc/passwd",
        "4294967295, /etc, /etc",
        "0, /, ''"
    })
    void theTargetEndsWithTheSizeOrANul(long size, String stored, String target) throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, SYMLINK)
                        .u32(InodeLayout.SIZE, size)
                        .text(InodeLayout.BLOCK, stored)
                        .decode(new SuperblockBytes());
        assertThat(inode.fastSymlinkTarget()).asString().isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({"59, true", "60, false"})
    void ofADeletedSymlinkTheSizeTells(long size, boolean fast) throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, SYMLINK)
                        .u32(InodeLayout.SIZE, size)
                        .u32(InodeLayout.DTIME, 1)
                        .decode(new SuperblockBytes());
        assertThat(inode.isFastSymlink()).isEqualTo(fast);
    }

    @Test
    void aTranslatorIsABlockOfAnInodeOfTheHurd() throws Exception {
        InodeBytes bytes =
                new InodeBytes(128)
                        .u32(InodeLayout.HURD_TRANSLATOR, 77)
                        .u32(InodeLayout.FILE_ACL, 99);
        assertThat(bytes.decode(new SuperblockBytes()).ownBlocks())
                .containsExactly(new InodeBlock(InodeBlock.Kind.ATTRIBUTES, 99));
        assertThat(
                        bytes.decode(new SuperblockBytes().u32(SuperblockLayout.CREATOR_OS, 1))
                                .ownBlocks())
                .containsExactly(
                        new InodeBlock(InodeBlock.Kind.ATTRIBUTES, 99),
                        new InodeBlock(InodeBlock.Kind.TRANSLATOR, 77));
    }

    @ParameterizedTest
    @CsvSource({"18, 32", "34, 54", "66, 96", "151, 210", "152, 252", "255, 252", "1, 1"})
    void anEncryptedSymlinkIsAsLongAsWhatIsShownWithoutAKey(long stored, long shown)
            throws Exception {
        InodeBytes bytes =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, SYMLINK)
                        .u32(InodeLayout.FLAGS, InodeFlag.ENCRYPT.bit())
                        .u32(InodeLayout.SIZE, stored);
        SuperblockBytes encrypt =
                new SuperblockBytes()
                        .u32(SuperblockLayout.FEATURE_INCOMPAT, IncompatFeature.ENCRYPT.bit());
        assertThat(new LinuxStat(bytes.decode(encrypt)).sizeBytes()).isEqualTo(shown);
        assertThat(new LinuxStat(bytes.decode(new SuperblockBytes())).sizeBytes())
                .isEqualTo(stored);
    }

    @Test
    void theLongestTargetHas59Bytes() throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, SYMLINK)
                        .u32(InodeLayout.SIZE, 60)
                        .text(InodeLayout.BLOCK, "x".repeat(60))
                        .decode(new SuperblockBytes());
        assertThat(inode.fastSymlinkTarget()).asString().isEqualTo("x".repeat(59));
    }

    @ParameterizedTest
    @CsvSource({
        "0x0801, 0, 8:1",
        "0xFFFF, 0x1234, 255:255",
        "0, 0x00000801, 8:1",
        "0, 0xFFFFFFFF, 4095:1048575",
        "0, 0x12345678, 1110:74616",
        "0, 0, 0:0",
    })
    void deviceNumbersHaveAnOldAndANewEncoding(String first, String second, String device)
            throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u16(InodeLayout.MODE, 0x6000)
                        .u32(InodeLayout.BLOCK, Long.decode(first))
                        .u32(InodeLayout.BLOCK + 4, Long.decode(second))
                        .decode(new SuperblockBytes());
        assertThat(inode.deviceNumber()).hasToString(device);
    }

    @ParameterizedTest
    @CsvSource({
        // links, mode, dtime, deleted
        "0, 0, 0, true",
        "0, 0x8000, 5, true",
        "0, 0x8000, 0, false",
        "1, 0, 5, false",
    })
    void anInodeIsDeletedAsLinuxSeesIt(int links, String mode, long dtime, boolean deleted)
            throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u16(InodeLayout.LINKS_COUNT, links)
                        .u16(InodeLayout.MODE, Integer.decode(mode))
                        .u32(InodeLayout.DTIME, dtime)
                        .decode(new SuperblockBytes());
        assertThat(inode.isDeleted()).isEqualTo(deleted);
    }

    @Test
    void onlyTheHurdHasTranslators() throws Exception {
        InodeBytes bytes = new InodeBytes(128).u32(InodeLayout.HURD_TRANSLATOR, 0xFFFFFFF1L);
        DiskInode linux = bytes.decode(new SuperblockBytes());
        assertThat(linux.hurdTranslatorBlock()).isZero();
        assertThat(linux.version()).isEqualTo(0xFFFFFFF1L);
        DiskInode hurd = bytes.decode(new SuperblockBytes().u32(SuperblockLayout.CREATOR_OS, 1));
        assertThat(hurd.hurdTranslatorBlock()).isEqualTo(0xFFFFFFF1L);
        assertThat(hurd.version()).isZero();
    }

    @Test
    void flagsHaveNamesAndLetters() throws Exception {
        DiskInode inode =
                new InodeBytes(128)
                        .u32(InodeLayout.FLAGS, 0x80000 | 0x10 | 0x2000 | 0x80000000L)
                        .decode(new SuperblockBytes());
        assertThat(InodeFlag.in(inode.flagBits()))
                .containsExactly(InodeFlag.IMMUTABLE, InodeFlag.EXTENTS, InodeFlag.IMAGIC);
        assertThat(inode.has(InodeFlag.IMMUTABLE)).isTrue();
        assertThat(inode.has(InodeFlag.APPEND)).isFalse();
        assertThat(InodeFlag.letters(inode.flagBits())).isEqualTo("----i---------e-------");
        assertThat(InodeFlag.letters(0xFFFFFFFFL)).isEqualTo("suSDiadAcEjItTeCxFNPVm");
    }

    @Test
    void everyFlagHasABitOfItsOwn() {
        long all = 0;
        for (InodeFlag flag : InodeFlag.values()) {
            assertThat(Long.bitCount(flag.bit())).isEqualTo(1);
            assertThat(all & flag.bit()).as(flag.label()).isZero();
            all |= flag.bit();
        }
        assertThat(all).isEqualTo(0x7FFFFFFFL);
    }
}
