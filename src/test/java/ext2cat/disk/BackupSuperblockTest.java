// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.disk.record.BackupSuperblock;

import org.junit.jupiter.api.Test;

import java.util.List;

final class BackupSuperblockTest {

    @Test
    void blocksOf1KibHaveTheirBackupsWhereMke2fsSays() {
        // mke2fs -n -b 1024 on 300 MiB; the last group is 37.
        assertThat(blocks(300L << 20, 1024))
                .containsExactly(8193L, 24577L, 40961L, 57345L, 73729L, 204801L, 221185L, 303105L);
    }

    @Test
    void blocksOf4KibHaveTheirBackupsWhereMke2fsSays() {
        // mke2fs -n -b 4096 on 20 GiB; the last group is 159.
        assertThat(blocks(20L << 30, 4096))
                .containsExactly(
                        32768L, 98304L, 163840L, 229376L, 294912L, 819200L, 884736L, 1605632L,
                        2654208L, 4096000L, 5210112L);
    }

    @Test
    void allPowersOf3And5And7AreTried() {
        // The last group of a PiB in blocks of 64 KiB is 262,176.
        assertThat(
                        BackupSuperblock.likely(1L << 50).stream()
                                .filter(place -> place.blockSizeBytes() == 65536)
                                .map(BackupSuperblock::group))
                .containsExactly(
                        1L, 3L, 5L, 7L, 9L, 25L, 27L, 49L, 81L, 125L, 243L, 343L, 625L, 729L, 2187L,
                        2401L, 3125L, 6561L, 15625L, 16807L, 19683L, 59049L, 78125L, 117_649L,
                        177_147L, 262_176L);
    }

    @Test
    void groupsOfLargerBlocksHaveAtMost65528Blocks() {
        assertThat(blocks(9L << 30, 8192)).startsWith(65528L, 3 * 65528L);
        assertThat(blocks(9L << 30, 65536)).startsWith(65528L);
    }

    @Test
    void anImageWithOneGroupHasNone() {
        assertThat(BackupSuperblock.likely(8192L << 10)).isEmpty();
        assertThat(BackupSuperblock.likely(0)).isEmpty();
        assertThat(BackupSuperblock.likely(8194L << 10))
                .containsExactly(new BackupSuperblock(1024, 1, 8193));
    }

    @Test
    void theLargestImageHasFewPlacesAndNoneTwice() {
        List<BackupSuperblock> all = BackupSuperblock.likely(Long.MAX_VALUE);
        assertThat(all).hasSizeLessThan(7 * 60);
        assertThat(all).allMatch(place -> place.positionBytes() > 0);
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void thePositionIsInBytes() {
        assertThat(new BackupSuperblock(4096, 1, 32768).positionBytes()).isEqualTo(134_217_728);
    }

    @Test
    void aBackupSaysItsGroupAndBlockSize() throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u16(SuperblockLayout.BLOCK_GROUP_NR, 3);
        assertThat(new BackupSuperblock(1024, 3, 24577).matches(bytes.decode())).isTrue();
        assertThat(new BackupSuperblock(1024, 1, 8193).matches(bytes.decode())).isFalse();
        assertThat(new BackupSuperblock(2048, 3, 24577).matches(bytes.decode())).isFalse();
        bytes.u32(SuperblockLayout.REV_LEVEL, 0);
        assertThat(new BackupSuperblock(1024, 1, 8193).matches(bytes.decode())).isTrue();
    }

    @Test
    void aGroupOfMoreThan16BitsIsStoredAsTheLargest() throws Exception {
        SuperblockBytes bytes = new SuperblockBytes().u16(SuperblockLayout.BLOCK_GROUP_NR, 0xffff);
        assertThat(new BackupSuperblock(1024, 177_147, 1).matches(bytes.decode())).isTrue();
    }

    private static List<Long> blocks(long imageSizeBytes, int blockSizeBytes) {
        return BackupSuperblock.likely(imageSizeBytes).stream()
                .filter(place -> place.blockSizeBytes() == blockSizeBytes)
                .map(BackupSuperblock::block)
                .toList();
    }
}
