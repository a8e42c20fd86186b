// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What is counted in clusters, and what users are said to have. */
final class ClusterCheckTest {

    private static final int GROUP_FREE_BLOCKS = 0x0C;
    private static final int INODE_UID = 0x02;
    private static final int INODE_BLOCKS = 0x1C;

    /** Where the first extent in an inode says which block it begins with. */
    private static final int FIRST_EXTENT_START = 0x28 + 12 + 8;

    private static final String FILE = "/whole";

    @Test
    void freeClustersAreCounted() throws IOException {
        DamagedImage image = new DamagedImage("bigalloc-4k");
        assertThat(image.findings()).isEmpty();
        image.group16(GROUP_FREE_BLOCKS, 7);
        assertThat(image.kinds()).contains("free-blocks-count");
    }

    @Test
    void aClusterWithoutUserIsFoundInTheBitmap() throws IOException {
        DamagedImage image = new DamagedImage("bigalloc-4k");
        long clusters =
                image.sound().layout().blocksCount() / image.sound().superblock().clusterBlocks();
        image.flip(image.sound().groupDescriptor(0).blockBitmap(), clusters - 1);
        assertThat(image.findings())
                .contains(
                        "block-marked: group 0: cluster %d is not in use, but marked in the bitmap"
                                .formatted(clusters - 1));
    }

    @Test
    void blocksOfAClusterStayInTheirPlaces() throws IOException {
        DamagedImage image = new DamagedImage("bigalloc-4k");
        long inode = image.inode(FILE);
        long start = image.sound().inode(inode).disk().bytes().getInt(FIRST_EXTENT_START);
        image.inode32(inode, FIRST_EXTENT_START, start + 1);
        assertThat(image.kinds()).contains("misaligned-cluster");
    }

    @Test
    void wholeClustersAreCountedInTheInode() throws IOException {
        DamagedImage image = new DamagedImage("bigalloc-4k");
        long inode = image.inode(FILE);
        long sectors = image.sound().inode(inode).disk().allocatedSectors();
        image.inode32(inode, INODE_BLOCKS, sectors - 8);
        assertThat(image.findings())
                .anyMatch(
                        finding ->
                                finding.startsWith(
                                        "bad-block-count: inode %d: i_blocks is %d, expected %d"
                                                .formatted(inode, sectors - 8, sectors)));
    }

    /**
     * mke2fs -t ext4 -O quota,^has_journal,^metadata_csum with /a (6 bytes) and /d/b (5000), e2fsck
     * -fy.
     */
    @Test
    void whatAUserHasIsComparedWithTheQuota() throws IOException {
        try (InputStream packed =
                        ClusterCheckTest.class.getResourceAsStream("/check/quota.img.gz");
                InputStream bytes = new GZIPInputStream(packed)) {
            DamagedImage image = new DamagedImage(bytes.readAllBytes());
            assertThat(image.findings()).isEmpty();
            image.inode16(image.inode("/a"), INODE_UID, 9);
            assertThat(image.findings())
                    .containsExactlyInAnyOrder(
                            "quota-usage: inode 3: the file of user quotas: user 0 has 5 inodes and"
                                    + " 20480 bytes by it, but 4 and 19456 by the inodes",
                            "quota-usage: inode 3: the file of user quotas: user 9 has 0 inodes and"
                                    + " 0 bytes by it, but 1 and 1024 by the inodes");
        }
    }
}
