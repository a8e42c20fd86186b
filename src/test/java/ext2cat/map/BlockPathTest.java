// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

final class BlockPathTest {

    /**
     * One way down: the offset in each table, and the first file block behind the pointer there.
     */
    private record Way(List<Integer> offsets, List<Long> firsts) {

        Way then(int offset, long first) {
            List<Integer> moreOffsets = new ArrayList<>(offsets);
            moreOffsets.add(offset);
            List<Long> moreFirsts = new ArrayList<>(firsts);
            moreFirsts.add(first);
            return new Way(moreOffsets, moreFirsts);
        }
    }

    @Test
    void everyBlockOfAMapOfFourPointersIsFoundWhereCountingThroughTheTreesFindsIt() {
        List<Way> ways = new ArrayList<>();
        for (int slot = 0; slot < 15; slot++) {
            enumerate(ways, new Way(List.of(slot), List.of((long) ways.size())), slot - 11, 4);
        }
        assertThat(ways).hasSize(12 + 4 + 16 + 64);
        assertThat(BlockPath.maxBlocks(2)).isEqualTo(ways.size());
        for (int block = 0; block < ways.size(); block++) {
            check(block, 2, ways.get(block));
        }
    }

    private static void enumerate(List<Way> ways, Way way, int levels, int pointers) {
        if (levels <= 0) {
            ways.add(way);
            return;
        }
        for (int i = 0; i < pointers; i++) {
            enumerate(ways, way.then(i, ways.size()), levels - 1, pointers);
        }
    }

    private static void check(long fileBlock, int pointerBits, Way way) {
        BlockPath path = BlockPath.of(fileBlock, pointerBits);
        int depth = way.offsets().size();
        assertThat(path.depth()).as("depth of %d", fileBlock).isEqualTo(depth);
        assertThat(path.slot()).isEqualTo(way.offsets().getFirst());
        for (int step = 0; step < depth; step++) {
            assertThat(path.offset(step, pointerBits))
                    .as("offset %d of %d", step, fileBlock)
                    .isEqualTo(way.offsets().get(step));
            assertThat(path.blocksPerPointer(step, pointerBits))
                    .isEqualTo(Math.powExact(1L << pointerBits, depth - 1 - step));
            assertThat(path.blocksIntoPointer(step, pointerBits))
                    .as("blocks before %d behind the pointer of step %d", fileBlock, step)
                    .isEqualTo(fileBlock - way.firsts().get(step));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1024, 2048, 4096, 8192, 16384})
    void theBordersBetweenTheLevelsLieWhereTheTreesEnd(int pointers) {
        long p = pointers;
        int last = pointers - 1;
        long single = 12;
        long twice = single + p;
        long triple = twice + p * p;
        long end = triple + p * p * p;
        checkOffsets(0, p, 0);
        checkOffsets(11, p, 11);
        checkOffsets(single, p, 12, 0);
        checkOffsets(twice - 1, p, 12, last);
        checkOffsets(twice, p, 13, 0, 0);
        checkOffsets(twice + p - 1, p, 13, 0, last);
        checkOffsets(twice + p, p, 13, 1, 0);
        checkOffsets(triple - 1, p, 13, last, last);
        checkOffsets(triple, p, 14, 0, 0, 0);
        checkOffsets(triple + p * p - 1, p, 14, 0, last, last);
        checkOffsets(triple + p * p, p, 14, 1, 0, 0);
        checkOffsets(end - 1, p, 14, last, last, last);
        assertThat(BlockPath.maxBlocks(bits(p))).isEqualTo(end);
        checkNoPath(end, p);
    }

    @Test
    void noPathLeadsToBlocksOutsideTheMap() {
        checkNoPath(-1, 256);
        checkNoPath(Long.MIN_VALUE, 256);
        checkNoPath(Long.MAX_VALUE, 16384);
        checkNoPath(96, 4);
    }

    private static void checkOffsets(long fileBlock, long pointers, int... offsets) {
        BlockPath path = BlockPath.of(fileBlock, bits(pointers));
        int[] found = new int[path.depth()];
        for (int step = 0; step < found.length; step++) {
            found[step] = path.offset(step, bits(pointers));
        }
        assertThat(found).as("path to %d", fileBlock).containsExactly(offsets);
    }

    private static void checkNoPath(long fileBlock, long pointers) {
        assertThatThrownBy(() -> BlockPath.of(fileBlock, bits(pointers)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining(Long.toString(fileBlock));
    }

    private static int bits(long pointers) {
        return Long.numberOfTrailingZeros(pointers);
    }
}
