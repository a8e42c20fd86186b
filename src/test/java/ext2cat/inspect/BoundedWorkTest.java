// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ext2cat.device.ChannelDevice;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.InodeScan;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an image claims to be costs nothing, only what it holds. */
final class BoundedWorkTest {

    private static final Duration NO_HANG = Duration.ofSeconds(60);

    private static final int SUPERBLOCK = 1024;
    private static final int INODES_COUNT = SUPERBLOCK;
    private static final int BLOCKS_COUNT = SUPERBLOCK + 0x4;
    private static final int BLOCKS_PER_GROUP = SUPERBLOCK + 0x20;
    private static final int INODES_PER_GROUP = SUPERBLOCK + 0x28;

    /** How deep {@link DeletedNames} looks. */
    private static final int DEPTH = 2048;

    @Test
    void groupsWhoseDescriptorsAreNotThereAreToldOfAtOnce() {
        long groups = (1L << 29) - 1;
        ByteBuffer image = claiming(groups, 8, 8);
        assertTimeoutPreemptively(
                NO_HANG,
                () -> {
                    try (Volume volume = open(image)) {
                        Tally tally = new Tally(8);
                        InodeScan.scan(volume, tally, tally);
                        assertThat(tally.seen + tally.missing).isEqualTo(groups * 8);
                        List<IOException> damage = new ArrayList<>();
                        GroupTotals.of(volume, (_, thrown) -> damage.add(thrown));
                        assertThat(damage).hasSize(1);
                        UseMap.of(volume, 100, (_, thrown) -> damage.add(thrown));
                        BlockUses.of(
                                volume,
                                List.of(1L, 4_000_000_000L),
                                (_, thrown) -> damage.add(thrown));
                        DeletedInodes.find(volume, _ -> {}, (_, thrown) -> damage.add(thrown));
                    }
                });
    }

    @Test
    void inodesBehindTheEndOfTheImageAreToldOfGroupByGroup() {
        long groups = 524_287;
        ByteBuffer image = claiming(groups, 8192, 8192);
        assertTimeoutPreemptively(
                NO_HANG,
                () -> {
                    try (Volume volume = open(image)) {
                        Tally tally = new Tally(8192);
                        InodeScan.scan(volume, tally, tally);
                        assertThat(tally.seen + tally.missing).isEqualTo(groups * 8192);
                        assertThat(tally.seen).isPositive();
                        // One for each of the 24,544 descriptors that are there, and one for the
                        // others.
                        assertThat(tally.damages).isLessThan(30_000);
                    }
                });
    }

    @Test
    void aChainOfDeletedDirectoriesMayBeDeeperThanTheStack() {
        assertTimeoutPreemptively(
                NO_HANG,
                () -> {
                    long[] names = {0};
                    try (Volume volume = open(deletedDirectories(DEPTH + 10))) {
                        DeletedNames.find(
                                volume,
                                (_, _) -> names[0]++,
                                (_, thrown) -> {
                                    throw thrown;
                                });
                    }
                    assertThat(names[0]).isEqualTo(DEPTH);
                });
    }

    private static ByteBuffer claiming(long groups, int blocksPerGroup, int inodesPerGroup) {
        try {
            return little(new TestImages().named("base-1k").bytes())
                    .putInt(INODES_COUNT, (int) (groups * inodesPerGroup)) // 32 bits without a sign
                    .putInt(BLOCKS_COUNT, (int) (groups * blocksPerGroup + 1))
                    .putInt(BLOCKS_PER_GROUP, blocksPerGroup)
                    .putInt(INODES_PER_GROUP, inodesPerGroup);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * An image of one group: superblock in block 1, descriptor in 2, inode table from 5 on, then
     * the root and a chain of deleted directories, each with an entry for the next.
     */
    private static ByteBuffer deletedDirectories(int count) {
        int inodes = 4096;
        int firstData = 5 + inodes / 8;
        ByteBuffer image = little(new byte[(firstData + count + 2) * 1024]);
        image.putInt(INODES_COUNT, inodes)
                .putInt(BLOCKS_COUNT, image.capacity() / 1024)
                .putInt(SUPERBLOCK + 0x14, 1) // s_first_data_block
                .putInt(BLOCKS_PER_GROUP, 8192)
                .putInt(INODES_PER_GROUP, inodes)
                .putShort(SUPERBLOCK + 0x38, (short) 0xEF53)
                .putShort(SUPERBLOCK + 0x3A, (short) 1) // s_state
                .putInt(SUPERBLOCK + 0x4C, 1) // s_rev_level
                .putInt(SUPERBLOCK + 0x54, 11) // s_first_ino
                .putShort(SUPERBLOCK + 0x58, (short) 128) // s_inode_size
                .putInt(SUPERBLOCK + 0x60, 2) // filetype
                .putInt(2048, 3)
                .putInt(2048 + 4, 4)
                .putInt(2048 + 8, 5);
        directory(image, 2, firstData, 11);
        image.putShort(5 * 1024 + 128 + 26, (short) 2); // the root has links
        for (int i = 0; i < count; i++) {
            directory(image, 11 + i, firstData + 1 + i, 12 + i);
            image.putInt(5 * 1024 + (10 + i) * 128 + 20, 1); // i_dtime
        }
        return image;
    }

    /** A directory whose {@code ..} has an entry in its room. */
    private static void directory(ByteBuffer image, int inode, int block, int next) {
        int at = 5 * 1024 + (inode - 1) * 128;
        image.putShort(at, (short) 0x41ED).putInt(at + 4, 1024).putInt(at + 40, block);
        entry(image, block * 1024, inode, 12, ".");
        entry(image, block * 1024 + 12, 2, 1012, "..");
        entry(image, block * 1024 + 24, next, 1000, "d");
    }

    private static void entry(ByteBuffer image, int at, int inode, int recLen, String name) {
        image.putInt(at, inode)
                .putShort(at + 4, (short) recLen)
                .put(at + 6, (byte) name.length())
                .put(at + 7, (byte) 2)
                .put(at + 8, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Volume open(ByteBuffer image) throws IOException {
        return Volume.open(
                ChannelDevice.of("image", new SeekableInMemoryByteChannel(image.array())));
    }

    /** Counts the inodes of a scan. */
    private static final class Tally implements InodeScan.Visitor, Damage {

        private final long perGroup;
        private long seen;
        private long missing;
        private long damages;

        Tally(long perGroup) {
            this.perGroup = perGroup;
        }

        @Override
        public void inode(Inode inode) {
            seen++;
        }

        @Override
        public void lost(Part part, IOException thrown) {
            missing +=
                    switch (part) {
                        case Inodes(long first, long last) -> last - first + 1;
                        case Groups(long first, long last) -> (last - first + 1) * perGroup;
                        case At _ -> 0;
                    };
            damages++;
        }
    }
}
