// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.Bio;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A second kind of map, which is but a root and a decoder, is read and walked as the first is. */
final class ExtentMapTest {

    private final ExtentFile file = new ExtentFile();
    private final List<Bio> reads = new ArrayList<>();
    private final ExtentMap map = file.map(file.disk().recording(reads));

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
                        "node index",
                        "node index",
                        "node index",
                        "node index",
                        "node leaf",
                        "extent",
                        "extent",
                        "node leaf");
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
        checkLast(5, "unreadable", "block 5 is no node");
        // The first node of level 5, put on the disk after 20 + 10 + 5 + 3 others.
        checkLast(900 + 38, "again", "which maps file block 0 already: the map repeats");
    }

    private void checkLast(long diskBlock, String kind, String message) {
        ExtentMap damaged = file.map(file.disk().submitter());
        damaged.misplaceLast(diskBlock);
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
        assertThat(recorder.extents).isNotEmpty();
    }

    private static final class Recorder implements MapVisitor {

        private final List<String> heard = new ArrayList<>();
        private final List<ExtentMap.Extent> extents = new ArrayList<>();
        private final List<Long> nodes = new ArrayList<>();
        private final List<String> damage = new ArrayList<>();

        @Override
        public void data(long fileBlock, long diskBlock, long blocks) {
            heard.add("extent");
            extents.add(new ExtentMap.Extent(fileBlock, blocks, diskBlock, true));
        }

        @Override
        public void unwritten(long fileBlock, long diskBlock, long blocks) {
            heard.add("extent");
            extents.add(new ExtentMap.Extent(fileBlock, blocks, diskBlock, false));
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
