// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import static ext2cat.map.TinyImage.TINY_BLOCK_BYTES;
import static ext2cat.map.TinyImage.TINY_FILE_BLOCKS;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Whole maps with four pointers a block: every answer equals that of a naive walk, asked from every
 * file block.
 */
final class BlockMapTest {

    private static final int DISK_BLOCKS = 400;

    /** Limits around the sizes of tables and subtrees: 4, 12, 16, 64 and all 96 blocks. */
    private static final long[] LIMITS = {1, 2, 4, 5, 12, 16, 64, 97, 1L << 62};

    private static final long[] EVERY_LIMIT = LongStream.range(1, TINY_FILE_BLOCKS + 2).toArray();

    @Test
    void aFullMapInOneRunEndsItsAnswersAtTheTables() throws Exception {
        TinyImage image = newImage(1);
        image.mapRun(0, 200, TINY_FILE_BLOCKS);
        check(image, EVERY_LIMIT);
    }

    @Test
    void aFullMapOfScatteredBlocksIsAnsweredBlockByBlock() throws Exception {
        TinyImage image = newImage(2);
        for (int block = 0; block < TINY_FILE_BLOCKS; block++) {
            image.map(block, image.allocate());
        }
        check(image, EVERY_LIMIT);
    }

    @Test
    void anEmptyMapIsAHoleAsLargeAsEachOfItsTrees() throws Exception {
        check(newImage(3), EVERY_LIMIT);
    }

    @Test
    void aNullPointerAtAnyLevelAndPositionIsAHoleOfAllThatItWouldLeadTo() throws Exception {
        List<Runnable> cuts = new ArrayList<>();
        collectCuts(fullImage(4), cuts);
        assertThat(cuts).hasSize(15 + 4 + (4 + 16) + (4 + 16 + 64));
        for (int cut = 0; cut < cuts.size(); cut++) {
            TinyImage image = fullImage(4);
            List<Runnable> own = new ArrayList<>();
            collectCuts(image, own);
            own.get(cut).run();
            check(image, LIMITS);
        }
    }

    /** One way to cut the map for each of its pointers, from the inode down. */
    private static void collectCuts(TinyImage image, List<Runnable> cuts) {
        for (int slot = 0; slot < BlockMap.N_BLOCKS; slot++) {
            int inodeSlot = slot;
            cuts.add(() -> image.setInodePointer(inodeSlot, 0));
            collectCuts(image, image.inodePointer(slot), slot - 11, cuts);
        }
    }

    private static void collectCuts(TinyImage image, long table, int level, List<Runnable> cuts) {
        if (level <= 0) {
            return;
        }
        for (int i = 0; i < image.pointersPerBlock(); i++) {
            int index = i;
            long below = image.pointer(table, i);
            cuts.add(() -> image.setPointer(table, index, 0));
            collectCuts(image, below, level - 1, cuts);
        }
    }

    @Test
    void aTableThatIsThereButAllZeroIsReadAndIsAHole() throws Exception {
        List<Long> tables = new ArrayList<>();
        collectTables(fullImage(5), tables);
        assertThat(tables).hasSize(1 + (1 + 4) + (1 + 4 + 16));
        for (long table : tables) {
            TinyImage image = fullImage(5);
            image.clear(table);
            check(image, LIMITS);
        }
    }

    private static void collectTables(TinyImage image, List<Long> tables) {
        for (int level = 1; level <= 3; level++) {
            collectTables(image, image.inodePointer(11 + level), level, tables);
        }
    }

    private static void collectTables(TinyImage image, long table, int level, List<Long> tables) {
        tables.add(table);
        for (int i = 0; level > 1 && i < image.pointersPerBlock(); i++) {
            collectTables(image, image.pointer(table, i), level - 1, tables);
        }
    }

    @Test
    void holesAtTheStartInTheMiddleAndAtTheEndAreAnsweredFromEveryBlock() throws Exception {
        for (int size = 1; size < TINY_FILE_BLOCKS; size += 9) {
            for (int start = 0; start + size <= TINY_FILE_BLOCKS; start += 5) {
                TinyImage image = newImage(6);
                image.reserveRun(200, TINY_FILE_BLOCKS);
                for (int block = 0; block < TINY_FILE_BLOCKS; block++) {
                    if (block < start || block >= start + size) {
                        image.map(block, 200 + block);
                    }
                }
                check(image, 1, 4, 97);
            }
        }
    }

    @Test
    void randomMapsWithRunsAndHolesOfAnyLengthAreAnsweredAsTheNaiveWalkFindsThem()
            throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            check(randomImage(seed), LIMITS);
        }
    }

    private static TinyImage newImage(long seed) {
        return new TinyImage(TINY_BLOCK_BYTES, DISK_BLOCKS, seed);
    }

    private static TinyImage fullImage(long seed) {
        TinyImage image = newImage(seed);
        long last = 0;
        for (int block = 0; block < TINY_FILE_BLOCKS; block++) {
            last = block % 3 == 0 ? image.allocate() : image.allocateAfter(last);
            image.map(block, last);
        }
        return image;
    }

    /** Data and holes in turn, the data contiguous here and scattered there. */
    private static TinyImage randomImage(long seed) {
        TinyImage image = newImage(seed);
        Random random = new Random(seed);
        int longest = 1 + random.nextInt(40);
        boolean data = random.nextBoolean();
        long last = image.allocate();
        for (int block = 0; block < TINY_FILE_BLOCKS; data = !data) {
            for (int left = 1 + random.nextInt(longest); left > 0 && block < TINY_FILE_BLOCKS; ) {
                if (data) {
                    last = random.nextInt(4) == 0 ? image.allocate() : image.allocateAfter(last);
                    image.map(block, last);
                }
                left--;
                block++;
            }
        }
        return image;
    }

    /**
     * Asks for every file block, first a mapper that knows nothing, then one that remembers the
     * blocks it was asked for before, in random order.
     */
    private static void check(TinyImage image, long... limits) throws IOException {
        NaiveMap naive = new NaiveMap(image);
        assertThat(naive.blocks()).isEqualTo(TINY_FILE_BLOCKS);
        GetBlock used = image.mapper(image.submitter());
        Random random = new Random(limits.length);
        for (int block = 0; block < naive.blocks(); block++) {
            List<Bio> reads = new ArrayList<>();
            GetBlock fresh = image.mapper(image.recording(reads));
            for (long limit : limits) {
                checkAnswer(naive, fresh, block, limit);
                checkAnswer(naive, used, random.nextInt(naive.blocks()), limit);
            }
            assertThat(reads.stream().map(BlockMapTest::read).toList())
                    .as("indirect blocks read for file block %d", block)
                    .isEqualTo(naive.expectedReads(block));
        }
    }

    private static void checkAnswer(NaiveMap naive, GetBlock mapper, int block, long limit)
            throws IOException {
        // A plain comparison first: describing each of a million answers would take its time.
        Mapping answer = mapper.getBlock(block, limit);
        Mapping expected = naive.expected(block, limit);
        if (!answer.equals(expected)) {
            assertThat(answer).as("getBlock(%d, %d)", block, limit).isEqualTo(expected);
        }
    }

    private static String read(Bio bio) {
        return bio.use() + " " + bio.diskBlock() + " of " + bio.vecs().getFirst().fileBlock();
    }
}
