// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ext2cat.disk.GroupDescriptor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;

/** One field of a sound image is changed, and exactly that is found. */
final class CheckTest {

    private static final Duration NO_HANG = Duration.ofSeconds(60);

    private static final int STATE = 0x3A;
    private static final int FREE_BLOCKS_COUNT = 0xC;
    private static final int R_BLOCKS_COUNT = 0x8;
    private static final int LAST_ORPHAN = 0xE8;
    private static final int GROUP_FREE_BLOCKS = 0xC;
    private static final int GROUP_FREE_INODES = 0xE;
    private static final int GROUP_USED_DIRS = 0x10;
    private static final int GROUP_FLAGS = 0x12;
    private static final int GROUP_BLOCK_BITMAP = 0x0;

    private static final int INODE_SIZE = 0x4;
    private static final int INODE_DTIME = 0x14;
    private static final int INODE_LINKS = 0x1A;
    private static final int INODE_BLOCKS = 0x1C;
    private static final int INODE_FLAGS = 0x20;
    private static final int INODE_BLOCK = 0x28;
    private static final int INODE_SIZE_HIGH = 0x6C;
    private static final int INODE_FADDR = 0x70;

    private static final int FLAG_EXTENTS = 0x80000;
    private static final int FLAG_INDEX = 0x1000;

    private DamagedImage image;
    private GroupDescriptor group;

    @BeforeEach
    void load() throws IOException {
        image = new DamagedImage("base-1k");
        group = image.sound().groupDescriptor(0);
    }

    @Test
    void theImageItselfIsClean() throws IOException {
        assertThat(image.findings()).isEmpty();
    }

    @Test
    void aWrongSumOfFreeBlocksMattersOnlyAfterAnUnmount() throws IOException {
        image.superblock32(FREE_BLOCKS_COUNT, 1);
        assertThat(image.findings())
                .singleElement()
                .asString()
                .startsWith(
                        "free-blocks-count: superblock: free_blocks_count is 1, but the groups");
        image.superblock16(STATE, 0);
        assertThat(image.kinds()).containsExactly("stale-sum", "state-not-clean");
    }

    @Test
    void tooManyReservedBlocksAreAWrongSuperblock() throws IOException {
        image.superblock32(R_BLOCKS_COUNT, 500);
        assertThat(image.findings())
                .containsExactly(
                        "superblock-value: superblock: r_blocks_count 500 is more than half of the"
                                + " 769 blocks");
    }

    @Test
    void wrongCountsOfAGroupAreFound() throws IOException {
        image.group16(GROUP_FREE_BLOCKS, 7)
                .group16(GROUP_FREE_INODES, 8)
                .group16(GROUP_USED_DIRS, 9);
        assertThat(image.kinds())
                .containsExactly(
                        "free-blocks-count", "free-inodes-count", "used-directories-count");
        assertThat(image.findings())
                .anyMatch(
                        finding ->
                                finding.startsWith(
                                        "used-directories-count: group 0: used_dirs_count is 9,"));
    }

    @Test
    void aBitmapOutsideOfItsGroupIsFound() throws IOException {
        image.group32(GROUP_BLOCK_BITMAP, 300);
        assertThat(image.findings())
                .contains(
                        "block-bitmap-place: group 0: the block bitmap, block 300, is not within"
                                + " the group (blocks 1 to 256)");
    }

    @Test
    void twoStructuresInOneBlockAreFound() throws IOException {
        image.group32(GROUP_BLOCK_BITMAP, group.inodeBitmap());
        assertThat(image.kinds()).contains("metadata-overlap");
    }

    @Test
    void aGroupThatIsNotInitialisedIsNotOfExt2() throws IOException {
        image.group16(GROUP_FLAGS, 1);
        assertThat(image.kinds()).containsExactly("group-flags");
    }

    @Test
    void aBlockThatIsNotMarkedIsFound() throws IOException {
        long block = image.blockOf("/single", 0);
        image.flip(group.blockBitmap(), block - 1);
        assertThat(image.findings())
                .contains(
                        "block-not-marked: group 0: block "
                                + block
                                + " is in use, but free in the bitmap");
        assertThat(image.kinds()).containsExactly("block-not-marked", "free-blocks-count");
    }

    @Test
    void anInodeThatIsMarkedButNotUsedIsFound() throws IOException {
        long bitmap = image.sound().groupDescriptor(2).inodeBitmap();
        image.flip(bitmap, image.sound().layout().inodesPerGroup() - 1);
        assertThat(image.kinds()).containsExactly("free-inodes-count", "inode-marked");
    }

    @Test
    void paddingOfABitmapThatIsNotSetIsFound() throws IOException {
        image.flip(group.inodeBitmap(), 8191);
        assertThat(image.findings())
                .containsExactly(
                        "bitmap-padding: group 0: bit 8191 of the inode bitmap, which stands for no"
                                + " inode, is not set");
    }

    @Test
    void aLinkCountIsComparedWithTheEntries() throws IOException {
        long inode = image.inode("/small");
        image.inode16(inode, INODE_LINKS, 5);
        assertThat(image.findings())
                .containsExactly(
                        "wrong-link-count: inode "
                                + inode
                                + ": the link count is 5, but 1 entries lead to it");
    }

    @Test
    void anInodeWithLinksAndATimeOfDeletionIsFound() throws IOException {
        image.inode32(image.inode("/small"), INODE_DTIME, 1_700_000_000);
        assertThat(image.kinds()).containsExactly("deleted-but-linked");
    }

    @Test
    void theBlocksOfAFileAreCounted() throws IOException {
        long inode = image.inode("/single");
        image.inode32(inode, INODE_BLOCKS, 44);
        assertThat(image.findings())
                .containsExactly(
                        "bad-block-count: inode "
                                + inode
                                + ": i_blocks is 44, expected 42 for 21 blocks");
    }

    @Test
    void blocksBehindTheEndOfAFileAreFound() throws IOException {
        image.inode32(image.inode("/single"), INODE_SIZE, 3000);
        assertThat(image.kinds()).containsExactly("bad-size");
    }

    @Test
    void aBlockOfTwoFilesIsFoundWithBothOwners() throws IOException {
        long block = image.blockOf("/small", 0);
        long single = image.inode("/single");
        image.inode32(single, INODE_BLOCK + 8, block);
        assertThat(image.findings())
                .anyMatch(
                        finding ->
                                finding.startsWith("multiply-claimed: block " + block + ": ")
                                        && finding.contains("inode " + single + " (file block 2)")
                                        && finding.contains(" (file block 0)"));
    }

    @Test
    void aBlockOfAFileInTheInodeTableIsFound() throws IOException {
        image.inode32(image.inode("/single"), INODE_BLOCK, group.inodeTable());
        assertThat(image.kinds()).containsExactly("block-in-metadata", "block-marked");
    }

    @Test
    void fieldsThatMustBeZeroAreLookedAt() throws IOException {
        image.inode32(image.inode("/small"), INODE_FADDR, 3);
        image.inode32(image.inode("/dir"), INODE_SIZE_HIGH, 4);
        assertThat(image.findings())
                .containsExactlyInAnyOrder(
                        "field-not-zero: inode "
                                + image.inode("/small")
                                + ": faddr is 3, expected 0",
                        "size-high: inode "
                                + image.inode("/dir")
                                + ": size_high is 4, expected 0: Linux ignores it, others do not");
    }

    @Test
    void aFlagWithoutItsFeatureIsFound() throws IOException {
        image.inode32(image.inode("/dir"), INODE_FLAGS, FLAG_INDEX);
        assertThat(image.kinds()).containsExactly("flag-without-feature");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80000, 0x10000000, 0x800, 0x40000000, 0x100000, 0x200, 0x200000})
    void aFileWithAStrayFlagIsCheckedByItsMap(int flag) throws IOException {
        image.inode32(image.inode("/single"), INODE_FLAGS, flag);
        assertThat(image.kinds()).containsExactly("flag-without-feature");
        image.inode32(image.inode("/single"), INODE_BLOCK, 0x7FFFFFFF);
        assertThat(image.kinds()).contains("flag-without-feature", "pointer-outside");
    }

    @Test
    void ofAFileWithoutASoundMapNothingIsConcludedFromItsBlocks() throws IOException {
        long inode = image.inode("/single");
        image.inode32(inode, INODE_FLAGS, FLAG_EXTENTS)
                .inode32(inode, INODE_BLOCK, 0x0001F30A)
                .inode32(inode, INODE_BLOCK + 4, 0x0009_0004); // nine levels
        assertThat(image.kinds()).containsExactly("bad-extents", "flag-without-feature");
    }

    @Test
    void anOrphanIsInUseUntilItIsDeleted() throws IOException {
        long inode = image.inode("/small");
        image.superblock32(LAST_ORPHAN, inode);
        assertThat(image.findings())
                .containsExactly(
                        "orphan: inode "
                                + inode
                                + ": on the list of orphans: the next mount cuts it to its size");
    }

    @Test
    void aListOfOrphansThatLeadsInACircleEnds() throws IOException {
        long inode = image.inode("/small");
        image.superblock32(LAST_ORPHAN, inode).inode32(inode, INODE_DTIME, inode);
        assertTimeoutPreemptively(
                NO_HANG,
                () -> assertThat(image.kinds()).containsExactly("bad-orphan-list", "orphan"));
    }

    @Test
    void directoriesThatLieBelowEachOtherAreNotBelowTheRoot() throws IOException {
        long dir = image.inode("/dir");
        long inner = image.blockOf("/dir/inner", 0);
        // A third entry in /dir/inner leads to /dir, and that in the root does not any more.
        image.block16(inner, 12 + 4, 12)
                .block32(inner, 24, dir)
                .block16(inner, 24 + 4, 1024 - 24)
                .block8(inner, 24 + 6, 1)
                .block8(inner, 24 + 7, 2)
                .block8(inner, 24 + 8, 'x');
        image.block32(image.blockOf("/", 0), image.entryOffset("/", "dir"), 0);
        assertThat(image.findings())
                .filteredOn(finding -> finding.startsWith("unreachable-directory"))
                .containsExactly(
                        "unreachable-directory: directory inode "
                                + image.inode("/dir/inner")
                                + ": it lies below itself, and not below the root");
    }

    @Test
    void theListOfBadBlocksMayNotNameTheInodeTable() throws IOException {
        image.inode32(1, INODE_BLOCK, group.inodeTable());
        assertThat(image.kinds()).contains("bad-block-in-metadata");
    }
}
