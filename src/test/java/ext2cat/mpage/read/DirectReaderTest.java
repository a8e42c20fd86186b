// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/** Reads with O_DIRECT: which blocks are asked for, and what is read at once. */
final class DirectReaderTest {

    private final BioLines seen = new BioLines();

    /** A map of which all is known as soon as one block is. */
    private record Leaf(FakeMap map) implements GetBlock {
        @Override
        public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
            return map.getBlock(fileBlock, maxBlocks);
        }

        @Override
        public Known knownWith(long fileBlock) {
            return new Known(0, map.blocks());
        }
    }

    @Test
    void whatAdjoinsInALeafIsReadAtOnceButForWhatWasAskedFirst() throws Exception {
        // Three extents that adjoin: of 2, 3 and 4 blocks.
        FakeMap map = FakeMap.run(100, 9).withTablesEndingBefore(2L, 5L);
        DirectReader reader = reader(ReadModel.EXT4, 9 * 1024, new Leaf(map));
        assertThat(reader.read(0, 9 * 1024)).isEqualTo(9 * 1024);
        Plan.verify(seen, "R 100+2 d0-1 end of window", "R 102+7 d2-8 end of window");
    }

    @Test
    void theBlocksBehindTheEndAreAskedForByTheDriverOfExt4Alone() throws Exception {
        FakeMap map = FakeMap.of(100, FakeMap.HOLE, FakeMap.HOLE, FakeMap.HOLE);
        assertThat(reader(ReadModel.EXT4, 1000, map).read(0, 4096)).isEqualTo(1000);
        assertThat(map.calls()).containsExactly("0 4 1", "1 3 0");

        FakeMap other = FakeMap.of(100, FakeMap.HOLE, FakeMap.HOLE, FakeMap.HOLE);
        assertThat(reader(ReadModel.EXT2, 1000, other).read(0, 4096)).isEqualTo(1000);
        assertThat(other.calls()).containsExactly("0 1 1");
    }

    @Test
    void damageBehindTheEndHarmsNobody() throws Exception {
        FakeMap map = FakeMap.of(100, FakeMap.BROKEN);
        assertThat(reader(ReadModel.EXT4, 1000, map).read(0, 2048)).isEqualTo(1000);
        Plan.verify(seen, "R 100+1 d0 end of window");
        assertThatThrownBy(() -> reader(ReadModel.EXT4, 2000, map).read(0, 2048))
                .isInstanceOf(IOException.class);
    }

    @Test
    void partsOfBlocksAreReadsOfTheBlocks() throws Exception {
        DirectReader reader = reader(ReadModel.EXT4, 8 * 1024, FakeMap.run(100, 8));
        assertThat(reader.read(1536, 1024)).isEqualTo(1024);
        assertThat(reader.read(8 * 1024, 512)).isZero();
        Plan.verify(seen, "R 101+2 d1-2 end of window");
    }

    private DirectReader reader(ReadModel model, long sizeBytes, GetBlock map) {
        return new DirectReader(
                model,
                FileShape.inPages(sizeBytes, 10),
                map,
                seen.recording(_ -> {}),
                Plan.NOWHERE);
    }
}
