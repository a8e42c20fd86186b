// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.ChannelDevice;
import ext2cat.images.Carrier;
import ext2cat.images.ExpectedMap;
import ext2cat.images.MapLine;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.map.ExtentFile;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All blocks of a file in its order, indirect ones too, on sound images and on damaged ones. */
final class MapSummaryTest {

    /** The inode of {@code /man-page} in the image {@code tour}, in the table at block 5. */
    private static final long MAN_PAGE = 23;

    private static final int MAN_PAGE_POINTERS = 5 * 1024 + 22 * 128 + 40;
    private static final int TABLE_POINTERS = 1012 * 1024;

    @TempDir private Path folder;
    private final Recorder recorder = new Recorder();

    static List<TestImage> images() throws IOException {
        List<TestImage> images = new ArrayList<>();
        for (TestImage image : new TestImages().all()) {
            if (!image.maps().isEmpty()) {
                images.add(image);
            }
        }
        return images;
    }

    @ParameterizedTest
    @MethodSource("images")
    void everyMapOfTheTestImagesIsTheOneOnDisk(TestImage image) throws Exception {
        try (Volume volume = Volume.open(Carrier.MAPPED.open(image, folder))) {
            for (ExpectedMap map : image.maps()) {
                recorder.lines.clear();
                volume.inode(map.inode()).walkMap(new PassedNodes(0), recorder);
                assertThat(recorder.lines).as(map.path()).isEqualTo(map.lines());
            }
        }
        assertThat(recorder.damage).isEmpty();
    }

    @Test
    void aPointerThatLeadsOutsideIsToldAndTheRestIsShown() throws IOException {
        walk(bytes -> bytes.putInt(MAN_PAGE_POINTERS + 4 * 4, 0x7fffffff));
        assertThat(recorder.lines)
                .containsExactly(
                        new MapLine.Data(0, 1000, 4),
                        new MapLine.Data(5, 1005, 7),
                        new MapLine.Table(1, 12, 1012),
                        new MapLine.Data(12, 1013, 4));
        assertThat(recorder.damage)
                .containsExactly(
                        "inode 23, file block 4: it points to block 2147483647, which is outside"
                                + " the file system (blocks 1 to 1535)");
    }

    @Test
    void aTableThatLeadsToItselfIsEnteredOnce() throws IOException {
        walk(
                bytes -> {
                    bytes.putInt(MAN_PAGE_POINTERS + 4 * 14, 1012);
                    for (int i = 0; i < 256; i++) {
                        bytes.putInt(TABLE_POINTERS + 4 * i, 1012);
                    }
                    bytes.putInt(MAN_PAGE_POINTERS + 4 * 12, 0);
                });
        assertThat(recorder.lines)
                .containsExactly(
                        new MapLine.Data(0, 1000, 12),
                        new MapLine.Table(3, 12 + 256 + 65536, 1012));
        assertThat(recorder.damage)
                .hasSize(256)
                .first()
                .asString()
                .isEqualTo(
                        "inode 23, file block 65804: the DIND block is said to be block 1012,"
                                + " which was passed before");
    }

    @Test
    void blocksBehindTheEndAreSeen() throws IOException {
        walk(bytes -> bytes.putInt(MAN_PAGE_POINTERS - 40 + 4, 1));
        assertThat(recorder.lines).contains(new MapLine.Data(12, 1013, 4));
    }

    @Test
    void theFiguresAreThoseOfTheMap() throws IOException {
        try (Volume volume = Volume.open(Carrier.MAPPED.open(image("maps-1k"), folder))) {
            assertThat(MapSummary.of(volume.inode(56), recorder))
                    .isEqualTo(
                            new MapSummary(
                                    ContentsForm.BLOCK_POINTERS,
                                    22,
                                    0,
                                    List.of(3L, 2L, 1L, 0L, 0L, 0L, 0L),
                                    4,
                                    2,
                                    65786,
                                    0,
                                    28,
                                    0));
        }
    }

    @Test
    void anyKindOfMapIsCounted() throws IOException {
        ExtentFile file = new ExtentFile();
        long dataBlocks = 8 * (1 + 2 + 3 + 4 + 5);
        // After every third of the 40 extents is a hole, and one more at the end.
        assertThat(
                        MapSummary.of(
                                file.map(file.disk().submitter()),
                                ContentsForm.EXTENTS,
                                file.sizeBlocks(),
                                1,
                                recorder))
                .isEqualTo(
                        new MapSummary(
                                ContentsForm.EXTENTS,
                                dataBlocks,
                                8 * 3,
                                List.of(20L, 10L, 5L, 3L, 2L, 0L, 0L),
                                40,
                                14,
                                file.sizeBlocks() - dataBlocks,
                                0,
                                dataBlocks + 40,
                                0));
        assertThat(recorder.damage).isEmpty();
    }

    @Test
    void blocksBehindTheEndAreCounted() throws IOException {
        byte[] bytes = image("tour").bytes();
        buffer(bytes).putInt(MAN_PAGE_POINTERS - 40 + 4, 10 * 1024 + 1);
        try (Volume volume = open(bytes)) {
            assertThat(MapSummary.of(volume.inode(MAN_PAGE), recorder))
                    .isEqualTo(
                            new MapSummary(
                                    ContentsForm.BLOCK_POINTERS,
                                    16,
                                    0,
                                    List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L),
                                    2,
                                    0,
                                    0,
                                    5,
                                    17,
                                    0));
        }
    }

    @Test
    void extentsAreFollowedThoughTheSuperblockLostTheirFeature() throws IOException {
        byte[] bytes = image("tour").bytes();
        buffer(bytes).putInt(MAN_PAGE_POINTERS - 8, 0x80000);
        buffer(bytes).putInt(MAN_PAGE_POINTERS, 0x0001F30A).putInt(MAN_PAGE_POINTERS + 4, 4);
        buffer(bytes).putInt(MAN_PAGE_POINTERS + 12, 0).putInt(MAN_PAGE_POINTERS + 16, 5);
        buffer(bytes).putInt(MAN_PAGE_POINTERS + 20, 100);
        try (Volume volume = open(bytes)) {
            assertThat(MapSummary.of(volume.inode(MAN_PAGE), recorder).dataBlocks()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80000, 0x10000000, 0x800, 0x40000000, 0x100000, 0x200})
    void aStrayFlagOfAFeatureThatTheFileSystemLacksChangesNoMap(int flag) throws IOException {
        byte[] bytes = image("tour").bytes();
        buffer(bytes).putInt(MAN_PAGE_POINTERS - 8, flag);
        try (Volume volume = open(bytes)) {
            assertThat(MapSummary.of(volume.inode(MAN_PAGE), recorder).dataBlocks()).isEqualTo(16);
        }
    }

    /** A change of an image. */
    private interface Change {
        void to(ByteBuffer bytes);
    }

    private void walk(Change change) throws IOException {
        byte[] bytes = image("tour").bytes();
        change.to(buffer(bytes));
        try (Volume volume = open(bytes)) {
            volume.inode(MAN_PAGE).walkMap(new PassedNodes(0), recorder);
        }
    }

    private Volume open(byte[] bytes) throws IOException {
        return Volume.open(ChannelDevice.open(Files.write(folder.resolve("changed.img"), bytes)));
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TestImage image(String name) throws IOException {
        return new TestImages().named(name);
    }

    private static final class Recorder implements MapVisitor {

        /** More than any map of the images has. */
        private static final int MOST_LINES = 100_000;

        final List<MapLine> lines = new ArrayList<>();
        final List<String> damage = new ArrayList<>();

        @Override
        public void data(long fileBlock, long diskBlock, long countBlocks) throws IOException {
            if (lines.size() == MOST_LINES) {
                throw new IOException("the walk has no end");
            }
            lines.add(new MapLine.Data(fileBlock, diskBlock, countBlocks));
        }

        @Override
        public boolean node(NodeRef node) {
            return lines.add(
                    new MapLine.Table(node.use().level(), node.firstFileBlock(), node.diskBlock()));
        }

        @Override
        public void damage(MapDamage part) {
            damage.add(part.thrown(MAN_PAGE).getMessage());
        }
    }
}
