// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.Bio;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A map of extents is read and walked as a map of blocks is, and refuses nodes that make no sense.
 */
final class ExtentMapTest {

    private final ExtentFile file = new ExtentFile();
    private final List<Bio> reads = new ArrayList<>();
    private final FileMap map = file.map(file.disk().recording(reads));

    @Test
    void everyBlockIsFoundFromWhereverOneComes() throws Exception {
        int blocks = Math.toIntExact(file.sizeBlocks());
        GetBlock reader = map.getBlock();
        for (int step : new int[] {1, 7, blocks - 1}) {
            for (int i = 0; i < blocks; i++) {
                long block = (long) i * step % blocks;
                for (long most : new long[] {1, 2, 100}) {
                    check(block, most, reader.getBlock(block, most));
                }
            }
        }
        assertThat(reads).allMatch(bio -> bio.use().isMap());
    }

    private void check(long block, long most, Mapping mapping) {
        long count = mapping.count();
        assertThat(count).isBetween(1L, most);
        for (long i = 0; i < count; i++) {
            long expected = file.diskBlock(block + i);
            switch (mapping) {
                case Mapping.Mapped run -> {
                    assertThat(run.diskBlock() + i).isEqualTo(expected);
                    assertThat(file.isData(block + i)).isTrue();
                }
                case Mapping.Unwritten run -> {
                    assertThat(run.diskBlock() + i).isEqualTo(expected);
                    assertThat(file.isData(block + i)).isFalse();
                }
                case Mapping.Hole _ -> assertThat(expected).isEqualTo(0);
            }
        }
    }

    @Test
    void theWalkShowsEachNodeOnceAndEachExtentAfterTheNodeThatHoldsIt() throws Exception {
        Recorder recorder = new Recorder();
        map.walk(recorder);
        assertThat(recorder.extents).isEqualTo(file.extents());
        assertThat(recorder.nodes).hasSize(20 + 10 + 5 + 3 + 2).doesNotHaveDuplicates();
        assertThat(recorder.heard)
                .startsWith(
                        "node extent index",
                        "node extent index",
                        "node extent index",
                        "node extent index",
                        "node extent leaf",
                        "extent",
                        "extent",
                        "node extent leaf");
        assertThat(reads).hasSize(recorder.nodes.size());
        assertThat(recorder.damage).isEmpty();
    }

    @Test
    void unwrittenBlocksAndHolesAreReadAsZeros() throws Exception {
        Contents contents =
                Contents.ofBlocks(
                        file.sizeBytes(),
                        ExtentFile.BLOCK_BITS,
                        map.getBlock(),
                        file.disk().submitter());
        byte[] bytes = new byte[Math.toIntExact(file.sizeBytes())];
        Arrays.fill(bytes, (byte) 99);
        assertThat(contents.read(0, MemorySegment.ofArray(bytes))).isEqualTo(bytes.length);
        int blockSize = 1 << ExtentFile.BLOCK_BITS;
        for (int block = 0; block < file.sizeBlocks(); block++) {
            byte[] expected =
                    file.isData(block)
                            ? file.disk().block(file.diskBlock(block))
                            : new byte[blockSize];
            int end = Math.min(bytes.length, (block + 1) * blockSize);
            assertThat(Arrays.copyOfRange(bytes, block * blockSize, end))
                    .as("block %d", block)
                    .isEqualTo(Arrays.copyOf(expected, end - block * blockSize));
        }
    }

    @Test
    void aNodeOutsideOrOfNoKindOrMetBeforeIsDamageToTheWalkAndAFailureToTheReader() {
        checkLast(1000, "outside", "which is outside the file system (blocks 1 to 999)");
        checkLast(5, "unreadable", "is not 0xf30a");
        // The first node of level 5, put on the disk after 20 + 10 + 5 + 3 others.
        checkLast(900 + 38, "again", "which maps file block 0 already: the map repeats");
    }

    private void checkLast(long diskBlock, String kind, String message) {
        byte[] root = file.root();
        little(root).putInt(12 + 12 + 4, (int) diskBlock);
        checkDamage(root, kind, message);
    }

    private void checkDamage(byte[] root, String kind, String message) {
        FileMap damaged = file.map(file.disk().submitter(), root);
        Recorder recorder = new Recorder();
        assertThatThrownBy(
                        () -> {
                            damaged.walk(recorder);
                            GetBlock reader = damaged.getBlock();
                            reader.getBlock(0, 1);
                            reader.getBlock(file.sizeBlocks() - 1, 1);
                        })
                .hasMessageEndingWith(message);
        assertThat(recorder.damage).containsExactly(kind);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    magic    | 0, 0xF30B  | magic number 0xf30b is not 0xf30a
                    entries  | 2, 5       | 5 entries are more than the 4 there is room for
                    most     | 4, 5       | it is said to have room for 5 entries, not for 1 to 4
                    no room  | 4, 0       | it is said to have room for 0 entries, not for 1 to 4
                    none     | 2, 0       | no entry, but a depth of 5
                    depth    | 6, 6       | depth 6 is not from 0 to 5
                    order    | 24, 0      | entry 1 begins with file block 0, not with one from 1 to 4294967295
                    """)
    void aRootThatMakesNoSenseIsRefusedAsAWhole(String what, String change, String message) {
        byte[] root = file.root();
        String[] words = change.split(", ");
        little(root).putShort(Integer.parseInt(words[0]), (short) (int) Integer.decode(words[1]));
        checkDamage(root, "unreadable", message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    depth    | 6, 1    | depth 1 is not 0
                    length   | 16, 0   | extent 0 has no blocks
                    overlap  | 24, 0   | extent 1 has the file blocks 0 to 1, expected some from 1 to 2
                    too long | 28, 300 | extent 1 has the file blocks 1 to 300, expected some from 1 to 2
                    """)
    void aLeafThatMakesNoSenseHidesWhatItCoversAndNoMore(
            String what, String change, String message) {
        byte[] root = file.root();
        String[] words = change.split(", ");
        file.disk().buffer(900).putShort(Integer.parseInt(words[0]), Short.parseShort(words[1]));
        checkDamage(root, "unreadable", message);
    }

    @Test
    void unsignedAndHighPartsOfNumbersAreRead() throws Exception {
        byte[] root = new byte[60];
        ByteBuffer leaf = ExtentFile.node(little(root), 1, 0);
        leaf.putInt(12, 0x8000_0000);
        leaf.putShort(16, (short) 0x8000); // the longest that is written
        leaf.putShort(18, (short) 0x8000);
        leaf.putInt(20, 0x9000_0000);
        FileMap far =
                new ExtentMap(
                        7,
                        root,
                        new BufferCache(_ -> {}, 1024, 1 << 20),
                        new BlockRange(1, 1L << 48),
                        (_, _) -> {});
        GetBlock reader = far.getBlock();
        assertThat(reader.getBlock(1, Long.MAX_VALUE)).isEqualTo(new Mapping.Hole(0x7FFF_FFFFL));
        assertThat(reader.getBlock(0x8000_0001L, Long.MAX_VALUE))
                .isEqualTo(new Mapping.Mapped(0x8000_9000_0001L, 0x7FFF, false));
        assertThat(reader.getBlock(0x8000_8000L, 5)).isEqualTo(new Mapping.Hole(5));
        assertThatThrownBy(() -> reader.getBlock(1L << 32, 1))
                .hasMessageEndingWith("beyond the last one that its map can address, 4294967295");
    }

    @Test
    void aHoleBeforeTheFirstNodeIsLookedForInThatNode() throws Exception {
        byte[] root = new byte[60];
        ByteBuffer index = ExtentFile.node(little(root), 1, 1);
        index.putInt(12, 3); // begins with file block 3
        index.putInt(16, 900);
        ByteBuffer leaf = ExtentFile.node(file.disk().buffer(900), 1, 0);
        leaf.putInt(12, 5);
        leaf.putShort(16, (short) 2);
        leaf.putShort(18, (short) 0);
        leaf.putInt(20, 100);
        List<Long> read = new ArrayList<>();
        GetBlock reader =
                file.map(
                                bio -> {
                                    read.add(bio.diskBlock());
                                    file.disk().submitter().submit(bio);
                                },
                                root)
                        .getBlock();
        assertThat(reader.getBlock(0, 100)).isEqualTo(new Mapping.Hole(5));
        assertThat(read).containsExactly(900L);
        assertThat(reader.getBlock(4, 100)).isEqualTo(new Mapping.Hole(1));
        assertThat(reader.getBlock(5, 100)).isEqualTo(new Mapping.Mapped(100, 2, false));
        assertThat(reader.knownWith(5).firstFileBlock()).isEqualTo(3);
        assertThat(reader.getBlock(0, 1)).isEqualTo(new Mapping.Hole(1));
        assertThat(read).containsExactly(900L);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static final class Recorder implements MapVisitor {

        private final List<String> heard = new ArrayList<>();
        private final List<ExtentFile.Extent> extents = new ArrayList<>();
        private final List<Long> nodes = new ArrayList<>();
        private final List<String> damage = new ArrayList<>();

        @Override
        public void data(long fileBlock, long diskBlock, long blocks) {
            heard.add("extent");
            extents.add(new ExtentFile.Extent(fileBlock, blocks, diskBlock, true));
        }

        @Override
        public void unwritten(long fileBlock, long diskBlock, long blocks) {
            heard.add("extent");
            extents.add(new ExtentFile.Extent(fileBlock, blocks, diskBlock, false));
        }

        @Override
        public boolean node(NodeRef node) {
            heard.add("node " + node.use());
            return nodes.add(node.diskBlock());
        }

        @Override
        public void damage(MapDamage part) {
            damage.add(
                    switch (part) {
                        case MapDamage.Outside _ -> "outside";
                        case MapDamage.Again _ -> "again";
                        case MapDamage.Unreadable _ -> "unreadable";
                    });
        }
    }
}
