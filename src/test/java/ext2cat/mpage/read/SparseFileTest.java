// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.BioDestination;
import ext2cat.disk.CorruptImageException;
import ext2cat.map.TinyImage;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

/** Huge holes: our own readers leap over them, as far as one null pointer tells. */
final class SparseFileTest {

    private static final long TIB = 1L << 40;
    private static final int BLOCK_BITS = 12;
    private static final BioDestination NOWHERE = (device, position, offset, length) -> {};

    /** A disk of 4 KiB blocks, and a count of what its file's map was asked. */
    private final TinyImage image = new TinyImage(1 << BLOCK_BITS, 50, 5);

    private final AtomicLong calls = new AtomicLong();
    private final BioLines seen = new BioLines();

    @Test
    void anAbsentTebibyteTakesOneCallForEachOfTheInodesTrees() throws Exception {
        MpageReader reader =
                new MpageReader(
                        ReadModel.STREAM,
                        FileShape.inBlocks(TIB, BLOCK_BITS),
                        counting(),
                        seen.recording(bio -> {}),
                        NOWHERE,
                        ReadEvents.NONE);
        reader.readPages(new Window(0, TIB >> BLOCK_BITS));
        assertThat(calls).hasValue(4); // direct, single, double, triple
        assertThat(seen.lines()).isEmpty();
    }

    @Test
    void anAbsentTebibyteTakesOneCallForEachWindowOfAStream() throws Exception {
        stream(TIB).read(0, TIB, NOWHERE);
        assertThat(calls).hasValueBetween(4096L, 4096L + 3); // 2^28 blocks in windows of 2^16
        assertThat(seen.lines()).isEmpty();
    }

    @Test
    void oneBlockAtTheEndOfATebibyteIsFoundThroughItsThreeTables() throws Exception {
        long lastBlock = (TIB >> BLOCK_BITS) - 1;
        image.map(lastBlock, 40);
        stream(TIB).read(0, TIB, NOWHERE);
        assertThat(seen.lines().getLast())
                .isEqualTo("RA 40+1 d%d end of window".formatted(lastBlock));
        assertThat(seen.bios().stream().map(bio -> bio.use().toString()))
                .containsExactly("TIND", "DIND", "IND", "data");
        // One call more for each null pointer passed in the tables that exist.
        assertThat(calls).hasValueLessThan(4096 + 3 * 1024);
    }

    @Test
    void aRangeInTheMiddleCostsNoMoreThanItsOwnBlocks() throws Exception {
        stream(TIB).read(TIB / 2, TIB / 2 + 100, NOWHERE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aFileOfTwoToThe63BytesIsReadUpToTheEndOfItsMap() throws Exception {
        int bits = BLOCK_BITS - 2;
        long mapEnd = 12 + (1L << bits) + (1L << 2 * bits) + (1L << 3 * bits) << BLOCK_BITS;
        Contents reader = stream(Long.MAX_VALUE);
        reader.read(mapEnd - 10, mapEnd, NOWHERE);
        assertThat(calls).hasValue(1);
        assertThatThrownBy(() -> reader.read(mapEnd, Long.MAX_VALUE, NOWHERE))
                .isInstanceOf(CorruptImageException.class)
                .hasMessageContaining("file block 1074791436 is beyond the last one");
        assertThatThrownBy(() -> reader.read(Long.MAX_VALUE - 1, Long.MAX_VALUE, NOWHERE))
                .isInstanceOf(CorruptImageException.class)
                .hasMessageContaining("file block 2251799813685247 is beyond the last one");
    }

    @Test
    void whatLiesBehindTheEndOfTheFileIsLeftOut() throws Exception {
        image.mapRun(0, 10, 12);
        stream(3 * 4096 - 1).read(4096, Long.MAX_VALUE, NOWHERE);
        stream(3 * 4096).read(3 * 4096, 5 * 4096, NOWHERE);
        stream(0).read(0, Long.MAX_VALUE, NOWHERE);
        assertThat(seen.lines()).containsExactly("RA 11+2 d1-2 end of window");
    }

    @Test
    void sizesNearTwoToThe63DivideIntoBlocksAndPages() {
        FileShape largest = FileShape.inPages(Long.MAX_VALUE, 10);
        assertThat(largest.sizeBlocks()).isEqualTo(1L << 53);
        assertThat(largest.sizePages()).isEqualTo(1L << 51);
        assertThat(FileShape.inPages(Long.MAX_VALUE - 4094, 10).sizePages()).isEqualTo(1L << 51);
        assertThat(FileShape.inPages(Long.MAX_VALUE - 4095, 10).sizePages())
                .isEqualTo((1L << 51) - 1);
        assertThat(FileShape.inPages(1, 16).sizePages()).isEqualTo(1);
        assertThat(FileShape.inPages(0, 16).sizePages()).isZero();
        assertThatThrownBy(() -> FileShape.inPages(-1, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileShape(1, 12, 11))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Contents stream(long sizeBytes) {
        return Contents.ofBlocks(sizeBytes, BLOCK_BITS, counting(), seen.recording(bio -> {}));
    }

    private GetBlock counting() {
        GetBlock map = image.mapper(seen.recording(image.submitter()));
        return (fileBlock, maxBlocks) -> {
            calls.incrementAndGet();
            return map.getBlock(fileBlock, maxBlocks);
        };
    }
}
