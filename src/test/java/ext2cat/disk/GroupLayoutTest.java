// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.LongStream;

final class GroupLayoutTest {

    @Test
    void theExampleOfTheClassHasTheseNumbers() throws Exception {
        GroupLayout layout = GroupLayout.of(new SuperblockBytes().verified());
        assertThat(layout.groupsCount()).isEqualTo(3);
        assertThat(LongStream.range(0, 3).map(layout::firstBlock))
                .containsExactly(1L, 8193L, 16385L);
        assertThat(LongStream.range(0, 3).map(layout::blocksIn))
                .containsExactly(8192L, 8192L, 3615L);
        assertThat(layout.superblockBlock(0)).isEqualTo(1);
        assertThat(layout.descriptorBlock(0)).isEqualTo(2);
        assertThat(layout.superblockBlock(1)).isEqualTo(8193);
        assertThat(layout.descriptorBlock(0, 1)).isEqualTo(8194);
        assertThat(layout.groupOfInode(13)).isZero();
        assertThat(layout.indexInGroup(13)).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "8192, 0",
        "8193, 1",
        "16384, 1",
        "16385, 2",
        "19999, 2",
    })
    void aBlockBelongsToItsGroup(long block, long group) throws Exception {
        assertThat(GroupLayout.of(new SuperblockBytes().verified()).groupOfBlock(block))
                .isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource({
        // inode, inode size, group, block of the table, offset
        "   1, 128, 0,   0,   0",
        "   2, 128, 0,   0, 128",
        "   8, 128, 0,   0, 896",
        "   9, 128, 0,   1,   0",
        "1000, 128, 0, 124, 896",
        "1001, 128, 1,   0,   0",
        "3000, 128, 2, 124, 896",
        "   4, 256, 0,   0, 768",
        "   5, 256, 0,   1,   0",
        "   2, 1024, 0,  1,   0",
    })
    void anInodeHasItsPlace(long inode, int size, long group, long block, int offset)
            throws Exception {
        GroupLayout layout =
                GroupLayout.of(
                        new SuperblockBytes().u16(SuperblockLayout.INODE_SIZE, size).verified());
        assertThat(layout.groupOfInode(inode)).isEqualTo(group);
        assertThat(layout.inodeTableBlock(inode)).isEqualTo(block);
        assertThat(layout.inodeOffsetBytes(inode)).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({"1000, 125", "1001, 126", "8, 1", "1, 1"})
    void theInodeTableTakesWholeBlocks(long inodesPerGroup, long blocks) throws Exception {
        GroupLayout layout =
                GroupLayout.of(
                        new SuperblockBytes()
                                .u32(SuperblockLayout.INODES_PER_GROUP, inodesPerGroup)
                                .u32(SuperblockLayout.INODES_COUNT, 3 * inodesPerGroup)
                                .verified());
        assertThat(layout.inodeTableBlocks()).isEqualTo(blocks);
    }

    @ParameterizedTest
    @CsvSource({"0", "3001", "4294967295"})
    void anInodeThatIsNotThereIsAnError(long inode) throws Exception {
        GroupLayout layout = GroupLayout.of(new SuperblockBytes().verified());
        layout.verifyInodeNumber(1, "x");
        layout.verifyInodeNumber(3000, "x");
        assertThatThrownBy(() -> layout.verifyInodeNumber(inode, "directory inode 2"))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage("directory inode 2: inode number " + inode + " is not from 1 to 3000");
    }

    @Test
    void sparseSuperPutsBackupsInPowersOf3And5And7() throws Exception {
        // The groups that mke2fs names for 20 GiB in blocks of 4 KiB and the next powers.
        GroupLayout layout = GroupLayout.of(new SuperblockBytes().verified());
        assertThat(LongStream.range(0, 2500).filter(layout::hasSuper))
                .containsExactly(
                        0L, 1L, 3L, 5L, 7L, 9L, 25L, 27L, 49L, 81L, 125L, 243L, 343L, 625L, 729L,
                        2187L, 2401L);
        assertThat(layout.hasSuper(4_294_967_295L)).isFalse();
        assertThat(layout.hasSuper(1_220_703_125L)).as("5 to the 13th").isTrue();
    }

    @Test
    void withoutSparseSuperEveryGroupHasABackup() throws Exception {
        GroupLayout layout =
                GroupLayout.of(
                        new SuperblockBytes().without(RoCompatFeature.SPARSE_SUPER).verified());
        assertThat(LongStream.range(0, 100).filter(layout::hasSuper)).hasSize(100);
    }

    @Test
    void sparseSuper2PutsBackupsWhereTheSuperblockSays() throws Exception {
        GroupLayout layout =
                GroupLayout.of(
                        new SuperblockBytes()
                                .with(CompatFeature.SPARSE_SUPER2)
                                .u32(SuperblockLayout.BACKUP_BGS, 2)
                                .u32(SuperblockLayout.BACKUP_BGS + 4, 0)
                                .verified());
        assertThat(LongStream.range(0, 100).filter(layout::hasSuper)).containsExactly(0L, 2L);
        assertThat(layout.descriptorBlock(0, 2)).isEqualTo(16386);
        assertThatThrownBy(() -> layout.descriptorBlock(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("group 1 has no superblock");
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 0, 2",
        "1024, 1, 3",
        "2048, 0, 1",
        "4096, 0, 1",
        "4096, 3, 4",
        "65536, 0, 1",
    })
    void descriptorsFollowTheSuperblock(int blockSize, long index, long block) throws Exception {
        GroupLayout layout =
                GroupLayout.of(new SuperblockBytes().blockSize(blockSize, 0xFFFFFFFFL, 0).decode());
        assertThat(layout.descriptorBlock(index)).isEqualTo(block);
    }

    @Test
    void aDescriptorHasItsPlaceInItsBlock() throws Exception {
        GroupLayout layout = GroupLayout.of(manyGroups().verified());
        assertThat(layout.descriptorsPerBlock()).isEqualTo(32);
        assertThat(layout.descriptorBlocks()).isEqualTo(4);
        assertThat(layout.descriptorOffsetBytes(0)).isZero();
        assertThat(layout.descriptorOffsetBytes(31)).isEqualTo(992);
        assertThat(layout.descriptorOffsetBytes(32)).isZero();
        assertThat(layout.descriptorOffsetBytes(99)).isEqualTo(96);
    }

    @Test
    void wideDescriptorsAreFewerABlock() throws Exception {
        GroupLayout layout =
                GroupLayout.of(
                        manyGroups()
                                .with(IncompatFeature.BIT64)
                                .u16(SuperblockLayout.DESC_SIZE, 64)
                                .verified());
        assertThat(layout.descriptorsPerBlock()).isEqualTo(16);
        assertThat(layout.descriptorOffsetBytes(17)).isEqualTo(64);
    }

    @Test
    void metaBgPutsDescriptorsIntoTheGroupsTheyDescribe() throws Exception {
        GroupLayout layout = GroupLayout.of(manyGroups().with(IncompatFeature.META_BG).verified());
        // Groups 0, 32, 64 and 96 of 8192 blocks from block 1; only group 0 has a superblock.
        assertThat(LongStream.range(0, 4).map(layout::descriptorBlock))
                .containsExactly(2L, 262_145L, 524_289L, 786_433L);
        // By the backup in group 1: groups 1, 33, 65 and 97, of which 1 has a superblock.
        assertThat(LongStream.range(0, 4).map(i -> layout.descriptorBlock(i, 1)))
                .containsExactly(8194L, 270_337L, 532_481L, 794_625L);
        assertThat(LongStream.range(0, 100).filter(g -> layout.descriptorBlocksIn(g) == 1))
                .containsExactly(0L, 1L, 31L, 32L, 33L, 63L, 64L, 65L, 95L, 96L, 97L);
    }

    @Test
    void metaBgLeavesRoomForASuperblockInBlock1() throws Exception {
        // With clusters, blocks of 1 KiB begin with 0.
        GroupLayout layout =
                GroupLayout.of(
                        manyGroups()
                                .with(IncompatFeature.META_BG)
                                .u32(SuperblockLayout.FIRST_DATA_BLOCK, 0)
                                .u32(SuperblockLayout.BLOCKS_COUNT_LO, 100 * 8192)
                                .verified());
        assertThat(LongStream.range(0, 2).map(layout::descriptorBlock))
                .containsExactly(2L, 262_144L);
    }

    @Test
    void metaBgLeavesTheFirstDescriptorsWhereTheyWere() throws Exception {
        GroupLayout layout =
                GroupLayout.of(
                        manyGroups()
                                .with(IncompatFeature.META_BG)
                                .u32(SuperblockLayout.FIRST_META_BG, 2)
                                .verified());
        assertThat(LongStream.range(0, 4).map(layout::descriptorBlock))
                .containsExactly(2L, 3L, 524_289L, 786_433L);
        assertThat(layout.descriptorBlocksIn(0)).isEqualTo(2);
        assertThat(layout.descriptorBlocksIn(2)).isZero();
        assertThat(layout.descriptorBlocksIn(3)).isEqualTo(2);
        assertThat(layout.descriptorBlocksIn(64)).isEqualTo(1);
    }

    @Test
    void aLoneGroupAtTheEndOfMetaBgHasNoCopyOfItsDescriptors() throws Exception {
        GroupLayout layout =
                GroupLayout.of(
                        new SuperblockBytes()
                                .with(IncompatFeature.META_BG)
                                .u32(SuperblockLayout.BLOCKS_COUNT_LO, 33 * 8192 + 1)
                                .u32(SuperblockLayout.INODES_COUNT, 33_000)
                                .verified());
        assertThat(layout.descriptorBlock(1, 1)).isEqualTo(262_145);
    }

    @Test
    void everyCopyOfTheDescriptorsIsWhole() throws Exception {
        GroupLayout layout = GroupLayout.of(manyGroups().verified());
        assertThat(layout.descriptorBlocksIn(0)).isEqualTo(4);
        assertThat(layout.descriptorBlocksIn(1)).isEqualTo(4);
        assertThat(layout.descriptorBlocksIn(2)).isZero();
        assertThat(layout.descriptorBlock(3, 81)).isEqualTo(1 + 81 * 8192 + 1 + 3);
    }

    /** 100 groups. */
    private static SuperblockBytes manyGroups() {
        return new SuperblockBytes()
                .u32(SuperblockLayout.BLOCKS_COUNT_LO, 100 * 8192 + 1)
                .u32(SuperblockLayout.INODES_COUNT, 100_000);
    }
}
