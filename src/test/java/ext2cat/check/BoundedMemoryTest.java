// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

/** What an image claims to be costs neither time nor memory, only what it holds. */
final class BoundedMemoryTest {

    private static final Duration NO_HANG = Duration.ofSeconds(60);

    private static final int INODES_COUNT = 0x0;
    private static final int BLOCKS_COUNT = 0x4;
    private static final int BLOCKS_PER_GROUP = 0x20;
    private static final int INODES_PER_GROUP = 0x28;
    private static final int INODE_SIZE = 0x4;
    private static final int INODE_BLOCK = 0x28;

    /** The most groups of 8192 blocks and inodes, so that 32 bits count both. */
    private static final long GROUPS = 524_287;

    @Test
    void fourThousandMillionInodesInASmallImageAreSaidToBeCutOff() throws IOException {
        DamagedImage image = new DamagedImage("base-1k");
        image.superblock32(INODES_COUNT, GROUPS * 8192)
                .superblock32(BLOCKS_COUNT, GROUPS * 8192 + 1)
                .superblock32(BLOCKS_PER_GROUP, 8192)
                .superblock32(INODES_PER_GROUP, 8192);
        assertTimeoutPreemptively(
                NO_HANG, () -> assertThat(image.kinds()).contains("image-cut-off", "unreadable"));
    }

    @Test
    void groupsOfAFewBlocksAreNotLookedAt() throws IOException {
        DamagedImage image = new DamagedImage("base-1k");
        image.superblock32(INODES_COUNT, (1L << 32) - 8)
                .superblock32(BLOCKS_COUNT, (1L << 32) - 7)
                .superblock32(BLOCKS_PER_GROUP, 8)
                .superblock32(INODES_PER_GROUP, 8);
        assertTimeoutPreemptively(
                NO_HANG,
                () -> assertThat(image.kinds()).contains("groups-too-small", "image-cut-off"));
    }

    @Test
    void aMapInWhichEveryTableIsTheSameIsWalkedOnce() throws IOException {
        DamagedImage image = new DamagedImage("base-1k");
        long table = image.blockOf("/triple", 14);
        for (int at = 0; at < 1024; at += Integer.BYTES) {
            image.block32(table, at, table);
        }
        assertTimeoutPreemptively(NO_HANG, () -> assertThat(image.kinds()).contains("table-again"));
    }

    @Test
    void aDirectoryOfFourGibibytesIsItsBlocks() throws IOException {
        DamagedImage image = new DamagedImage("base-1k");
        image.inode32(image.inode("/dir"), INODE_SIZE, 0xFFFFFC00L);
        assertTimeoutPreemptively(
                NO_HANG, () -> assertThat(image.kinds()).containsExactly("bad-size"));
    }

    @Test
    void directoriesThatAllHaveTheSameBlocksAreGivenUp() throws IOException {
        DamagedImage image = new DamagedImage("base-1k");
        long block = image.blockOf("/big", 0);
        for (long inode = 12; inode <= 30; inode++) {
            image.inode16(inode, 0, 0x41ED)
                    .inode16(inode, 0x1A, 2)
                    .inode32(inode, INODE_SIZE, 12288);
            for (int slot = 0; slot < 12; slot++) {
                image.inode32(inode, INODE_BLOCK + 4 * slot, block);
            }
        }
        assertTimeoutPreemptively(
                NO_HANG, () -> assertThat(image.kinds()).contains("multiply-claimed", "bad-dot"));
    }
}
