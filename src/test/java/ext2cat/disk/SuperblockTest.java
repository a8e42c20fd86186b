// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.UnaryOperator;

final class SuperblockTest {

    @Test
    void aGoodSuperblockGivesItsGeometry() throws Exception {
        Superblock superblock = new SuperblockBytes().verified();
        assertThat(superblock.blockSizeBytes()).isEqualTo(1024);
        assertThat(superblock.blocksCount()).isEqualTo(20_000);
        assertThat(superblock.firstDataBlock()).isEqualTo(1);
        assertThat(superblock.blocksPerGroup()).isEqualTo(8192);
        assertThat(superblock.inodesCount()).isEqualTo(3000);
        assertThat(superblock.inodesPerGroup()).isEqualTo(1000);
        assertThat(superblock.groupsCount()).isEqualTo(3);
        assertThat(superblock.inodeSizeBytes()).isEqualTo(128);
        assertThat(superblock.descriptorSizeBytes()).isEqualTo(32);
        assertThat(superblock.firstInode()).isEqualTo(11);
        assertThat(superblock.creatorOs()).isEqualTo(CreatorOs.LINUX);
        assertThat(superblock.features()).isEqualTo(new Features(0, 2, 1));
    }

    @Test
    void nothingIsKeptOfTheSegment() throws Exception {
        SuperblockBytes bytes = new SuperblockBytes();
        Superblock superblock = bytes.decode();
        bytes.u32(SuperblockLayout.BLOCKS_COUNT_LO, 7);
        assertThat(superblock.blocksCount()).isEqualTo(20_000);
    }

    @Test
    void revision0HasInodesOf128BytesWhateverItSays() throws Exception {
        Superblock superblock =
                new SuperblockBytes()
                        .u32(SuperblockLayout.REV_LEVEL, 0)
                        .u16(SuperblockLayout.INODE_SIZE, 7)
                        .u32(SuperblockLayout.FIRST_INO, 0)
                        .verified();
        assertThat(superblock.inodeSizeBytes()).isEqualTo(128);
        assertThat(superblock.firstInode()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({
        "0, LINUX",
        "1, HURD",
        "2, MASIX",
        "3, FREEBSD",
        "4, LITES",
        "5, UNKNOWN",
        "6, UNKNOWN",
        "-1, UNKNOWN"
    })
    void theCreatorIsNamed(int number, CreatorOs system) throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u32(SuperblockLayout.CREATOR_OS, number);
        assertThat(bytes.decode().creatorOs()).isEqualTo(system);
    }

    @Test
    void anotherMagicNumberIsAnError() {
        assertCorrupt(
                bytes -> bytes.u16(SuperblockLayout.MAGIC, 0xEF51),
                "magic number 0xef51 is not 0xef53");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0x18 | 4 | 7     | log_block_size 7, a block of 2^17 bytes, is more than 6, a block of 64 KiB
                    0x18 | 4 | 30    | log_block_size 30, a block of 2^40 bytes, is more than 6, a block of 64 KiB
                    0x18 | 4 | -1    | log_block_size 4294967295, a block of 2^4294967305 bytes, is more than 6, a block of 64 KiB
                    0x58 | 2 | 7     | inode_size 7 is not a power of two from 128 to 1024, the block size
                    0x58 | 2 | 0     | inode_size 0 is not a power of two from 128 to 1024, the block size
                    0x58 | 2 | 64    | inode_size 64 is not a power of two from 128 to 1024, the block size
                    0x58 | 2 | 192   | inode_size 192 is not a power of two from 128 to 1024, the block size
                    0x58 | 2 | 2048  | inode_size 2048 is not a power of two from 128 to 1024, the block size
                    0x20 | 4 | 0     | blocks_per_group 0 is not from 1 to 8192, the bits of a bitmap block
                    0x20 | 4 | 8193  | blocks_per_group 8193 is not from 1 to 8192, the bits of a bitmap block
                    0x20 | 4 | -1    | blocks_per_group 4294967295 is not from 1 to 8192, the bits of a bitmap block
                    0x28 | 4 | 0     | inodes_per_group 0 is not from 1 to 8192, the bits of a bitmap block
                    0x28 | 4 | 8193  | inodes_per_group 8193 is not from 1 to 8192, the bits of a bitmap block
                    0x04 | 4 | 0     | first_data_block 1 is not below blocks_count 0
                    0x04 | 4 | 1     | first_data_block 1 is not below blocks_count 1
                    0x14 | 4 | 20000 | first_data_block 20000 is not below blocks_count 20000
                    0x00 | 4 | 0     | inodes_count 0 is not 3 groups of 1000 inodes
                    0x00 | 4 | 3001  | inodes_count 3001 is not 3 groups of 1000 inodes
                    0x00 | 4 | 4000  | inodes_count 4000 is not 3 groups of 1000 inodes
                    0x04 | 4 | -1    | inodes_count 3000 is not 524288 groups of 1000 inodes
                    """)
    void anAbsurdValueIsNamed(String offset, int size, int value, String message) {
        int at = Integer.decode(offset);
        assertCorrupt(bytes -> size == 2 ? bytes.u16(at, value) : bytes.u32(at, value), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 96, 2048})
    void aWideDescriptorHasASizeThatMakesSense(int size) {
        assertCorrupt(
                bytes -> bytes.with(IncompatFeature.BIT64).u16(SuperblockLayout.DESC_SIZE, size),
                "desc_size " + size + " is not a power of two from 64 to 1024, the block size");
    }

    @Test
    void moreBlocksThanAFileCanHoldAreRefused() {
        assertCorrupt(
                bytes ->
                        bytes.with(IncompatFeature.BIT64)
                                .u16(SuperblockLayout.DESC_SIZE, 64)
                                .u32(SuperblockLayout.BLOCKS_COUNT_HI, 0x8000_0000L),
                "blocks_count 9223372036854795808 is more than a file can hold");
    }

    @Test
    void theHighHalfOfTheBlockCountNeeds64bit() throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u32(SuperblockLayout.BLOCKS_COUNT_HI, 1);
        assertThat(bytes.decode().blocksCount()).isEqualTo(20_000);
        bytes.with(IncompatFeature.BIT64).u16(SuperblockLayout.DESC_SIZE, 64);
        assertThat(bytes.decode().blocksCount()).isEqualTo((1L << 32) + 20_000);
        assertThat(bytes.decode().descriptorSizeBytes()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource({
        "1024,  8193, 1, 1000",
        "1024,  8194, 2, 2000",
        "4096, 32768, 1, 1000",
        "4096, 32769, 2, 2000",
        "65536, 0xFFFFFFFF, 8192, 8192000"
    })
    void theLastGroupMayBeShort(int blockSize, String blocks, long groups, long inodes)
            throws Exception {
        Superblock superblock =
                new SuperblockBytes().blockSize(blockSize, Long.decode(blocks), inodes).verified();
        assertThat(superblock.blockSizeBytes()).isEqualTo(blockSize);
        assertThat(superblock.groupsCount()).isEqualTo(groups);
    }

    @Test
    void whatLinuxToleratesIsTolerated() throws Exception {
        // A revision of the future, odd fragments, an inode table that does not fill its block.
        Superblock superblock =
                new SuperblockBytes()
                        .u32(SuperblockLayout.REV_LEVEL, 2)
                        .u32(SuperblockLayout.LOG_CLUSTER_SIZE, 9)
                        .u32(SuperblockLayout.INODES_PER_GROUP, 3)
                        .u32(SuperblockLayout.INODES_COUNT, 9)
                        .u16(SuperblockLayout.STATE, 2)
                        .verified();
        assertThat(superblock.revLevel()).isEqualTo(2);
    }

    private static void assertCorrupt(UnaryOperator<SuperblockBytes> mutation, String message) {
        assertThatThrownBy(() -> mutation.apply(new SuperblockBytes()).verified())
                .isInstanceOf(CorruptImageException.class)
                .hasMessage("superblock: " + message);
    }
}
