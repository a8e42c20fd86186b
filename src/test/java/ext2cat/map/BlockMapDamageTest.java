// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import static ext2cat.map.TinyImage.TINY_BLOCK_BYTES;
import static ext2cat.map.TinyImage.TINY_FILE_BLOCKS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.CorruptImageException;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/** Maps that lead out of the file system, or to themselves: the sentence, and what still maps. */
final class BlockMapDamageTest {

    private static final int DISK_BLOCKS = 300;

    private TinyImage image;

    /** A full map: data on blocks 100 to 195, tables anywhere else. */
    @BeforeEach
    void makeImage() {
        image = new TinyImage(TINY_BLOCK_BYTES, DISK_BLOCKS, 11);
        image.mapRun(0, 100, TINY_FILE_BLOCKS);
    }

    @Test
    void aPointerOutsideTheFileSystemIsNamedAtEveryLevel() throws Exception {
        image.setInodePointer(3, 300);
        checkDamage(
                3,
                "inode 7: file block 3 points to block 300, which is outside the file system"
                        + " (blocks 1 to 299)");

        image.setPointer(image.inodePointer(12), 1, 4_294_967_295L);
        checkDamage(
                13,
                "inode 7: file block 13 points to block 4294967295, which is outside the file"
                        + " system (blocks 1 to 299)");

        long doubleIndirect = image.inodePointer(13);
        image.setPointer(doubleIndirect, 2, 2_147_483_648L);
        checkDamage(
                24,
                "inode 7: the IND block of file block 24 is said to be block 2147483648, which is"
                        + " outside the file system (blocks 1 to 299)");

        long tripleIndirect = image.inodePointer(14);
        image.setPointer(tripleIndirect, 3, 300);
        checkDamage(
                95,
                "inode 7: the DIND block of file block 95 is said to be block 300, which is outside"
                        + " the file system (blocks 1 to 299)");

        image.setInodePointer(12, 1000);
        checkDamage(
                12,
                "inode 7: the IND block of file block 12 is said to be block 1000, which is outside"
                        + " the file system (blocks 1 to 299)");
        image.setInodePointer(13, 1001);
        checkDamage(
                31,
                "inode 7: the DIND block of file block 31 is said to be block 1001, which is"
                        + " outside the file system (blocks 1 to 299)");
        image.setInodePointer(14, 1002);
        checkDamage(
                50,
                "inode 7: the TIND block of file block 50 is said to be block 1002, which is"
                        + " outside the file system (blocks 1 to 299)");
    }

    @Test
    void theBlocksBesideADamagedPointerStillMap() throws Exception {
        image.setPointer(image.inodePointer(12), 1, 9999);
        GetBlock mapper = mapper();
        assertThat(mapper.getBlock(12, 96)).isEqualTo(new Mapping.Mapped(112, 1, false));
        assertThatThrownBy(() -> mapper.getBlock(13, 96)).isInstanceOf(CorruptImageException.class);
        assertThat(mapper.getBlock(14, 96)).isEqualTo(new Mapping.Mapped(114, 2, true));
        assertThat(mapper.getBlock(0, 96)).isEqualTo(new Mapping.Mapped(100, 12, true));
    }

    @Test
    void aFailedWalkIsNotRemembered() throws Exception {
        long table = image.inodePointer(13);
        long good = image.pointer(table, 0);
        image.setPointer(table, 0, 9999);
        BufferCache cache =
                new BufferCache(image.submitter(), TINY_BLOCK_BYTES, TINY_BLOCK_BYTES * 64L);
        GetBlock mapper = image.mapper(cache);
        assertThatThrownBy(() -> mapper.getBlock(16, 1)).isInstanceOf(CorruptImageException.class);
        image.setPointer(table, 0, good);
        cache.drop();
        assertThat(mapper.getBlock(16, 1)).isEqualTo(new Mapping.Mapped(116, 1, false));
    }

    @Test
    void aPointerBeforeTheFirstDataBlockIsDamageButPointerZeroIsAHole() throws Exception {
        image.setInodePointer(0, 4);
        image.setInodePointer(1, 5);
        image.setInodePointer(2, 0);
        GetBlock mapper = mapper(new BlockRange(5, DISK_BLOCKS));
        assertDamage(
                mapper,
                0,
                "inode 7: file block 0 points to block 4, which is outside the file system (blocks"
                        + " 5 to 299)");
        assertThat(mapper.getBlock(1, 1)).isEqualTo(new Mapping.Mapped(5, 1, false));
        assertThat(mapper.getBlock(2, 1)).isEqualTo(new Mapping.Hole(1));
    }

    @Test
    void blockZeroIsNeverPointedToEvenWhereItIsTheFirstDataBlock() throws Exception {
        assertThat(new BlockRange(0, 10).contains(0, 1)).isFalse();
        assertThat(new BlockRange(0, 10)).isEqualTo(new BlockRange(1, 10));
        image.setInodePointer(0, 0);
        image.setInodePointer(1, 1);
        assertThat(mapper().getBlock(0, 2)).isEqualTo(new Mapping.Hole(1));
        assertThat(mapper().getBlock(1, 2)).isEqualTo(new Mapping.Mapped(1, 1, false));
    }

    @Test
    void anIndirectBlockThatLeadsToItselfIsNamed() throws Exception {
        long single = image.inodePointer(12);
        image.setPointer(single, 2, single);
        checkDamage(
                14,
                "inode 7: file block 14 points to block %d, an indirect block of the same map"
                        .formatted(single));

        long twice = image.inodePointer(13);
        image.setPointer(twice, 1, twice);
        checkDamage(
                20,
                "inode 7: the IND block of file block 20 is said to be block %d, which leads to itself"
                        .formatted(twice));

        long triple = image.inodePointer(14);
        image.setPointer(triple, 0, triple);
        checkDamage(
                32,
                "inode 7: the DIND block of file block 32 is said to be block %d, which leads to itself"
                        .formatted(triple));
        long below = image.pointer(triple, 1);
        image.setPointer(below, 0, triple);
        checkDamage(
                48,
                "inode 7: the IND block of file block 48 is said to be block %d, which leads to itself"
                        .formatted(triple));
        long table = image.pointer(below, 1);
        image.setPointer(table, 0, triple);
        checkDamage(
                52,
                "inode 7: file block 52 points to block %d, an indirect block of the same map"
                        .formatted(triple));
    }

    /** With p pointers to a block, file block 12 + p is the first of the double indirect block. */
    @ParameterizedTest
    @ValueSource(ints = {TINY_BLOCK_BYTES, 1024, 2048, 4096, 65536})
    void anIndirectBlockAtASecondPlaceIsNamedWithBoth(int blockBytes) throws Exception {
        TinyImage repeated = new TinyImage(blockBytes, 100, 5);
        int p = repeated.pointersPerBlock();
        long single = repeated.allocateTable();
        long twice = repeated.allocateTable();
        long triple = repeated.allocateTable();
        repeated.setPointer(single, 1, repeated.allocate());
        repeated.setInodePointer(12, single);
        repeated.setInodePointer(13, twice);
        repeated.setPointer(twice, 2, single);
        repeated.setPointer(twice, 3, repeated.allocateTable());
        repeated.setInodePointer(14, triple);
        repeated.setPointer(triple, 1, twice);
        GetBlock mapper = repeated.mapper(repeated.submitter());

        assertThat(mapper.getBlock(13, 1)).isInstanceOf(Mapping.Mapped.class);
        long again = 12 + p + 2L * p;
        String message =
                "inode 7: the IND block of file block %d is said to be block %d, which maps file"
                        + " block 12 already: the map repeats";
        for (int times = 0; times < 2; times++) {
            assertDamage(mapper, again, message.formatted(again, single));
            assertDamage(mapper, again + p - 1, message.formatted(again, single));
        }
        assertThat(mapper.getBlock(again + p, 1)).isEqualTo(new Mapping.Hole(1));
        assertThat(mapper.getBlock(13, 1)).as("the same place").isInstanceOf(Mapping.Mapped.class);

        long behind = 12 + p + (long) p * p + (long) p * p;
        assertDamage(
                mapper,
                behind + 7,
                "inode 7: the DIND block of file block %d is said to be block %d, which maps file block %d already: the map repeats"
                        .formatted(behind, twice, 12 + p));
    }

    @Test
    void aMapOfMoreBlocksThanTheFileSystemRepeats() throws Exception {
        TinyImage repeated = new TinyImage(1024, 60, 5);
        long table = repeated.allocateTable();
        repeated.setInodePointer(12, table);
        for (int i = 0; i < 256; i++) {
            repeated.setPointer(table, i, 20 + i % 2 * 2);
        }
        GetBlock mapper = repeated.mapper(repeated.submitter());
        String message =
                "inode 7: up to file block %d it has 60 blocks, more than the file system (blocks 1"
                        + " to 59): the map repeats";
        for (int block = 12; block < 12 + 59; block++) {
            assertThat(mapper.getBlock(block, 1)).isInstanceOf(Mapping.Mapped.class);
        }
        assertDamage(mapper, 12 + 59, message.formatted(12 + 59));
        assertDamage(mapper, 12 + 59, message.formatted(12 + 59));
        assertDamage(mapper, 200, message.formatted(200));
        assertThat(mapper.getBlock(12, 1)).as("read again").isInstanceOf(Mapping.Mapped.class);
    }

    @Test
    void thousandsOfIndirectBlocksAreRemembered() {
        TablePlaces places = new TablePlaces();
        for (int round = 0; round < 2; round++) {
            for (long table = 1; table < 1L << 32; table += 1_000_003) {
                assertThat(places.meet(table, 12 + table + round)).isEqualTo(12 + table);
            }
        }
        assertThat(places.meet(0xFFFF_FFFFL, 1L << 41)).isEqualTo(1L << 41);
        assertThat(places.meet(0xFFFF_FFFFL, 12)).isEqualTo(1L << 41);
    }

    @Test
    void aRunStopsBeforeAnIndirectBlockThatLeadsToIt() throws Exception {
        long table = image.clear(198);
        image.setInodePointer(12, table);
        for (int i = 0; i < 4; i++) {
            image.setPointer(table, i, 196 + i);
        }
        GetBlock mapper = mapper();
        assertThat(mapper.getBlock(12, 4)).isEqualTo(new Mapping.Mapped(196, 2, false));
        assertDamage(
                mapper,
                14,
                "inode 7: file block 14 points to block 198, an indirect block of the same map");
        assertThat(mapper.getBlock(15, 4)).isEqualTo(new Mapping.Mapped(199, 1, true));
    }

    @Test
    void aRunThatWouldPassTheEndOfTheFileSystemIsCutThereAndItsNextBlockIsDamage()
            throws Exception {
        for (int slot = 0; slot < 12; slot++) {
            image.setInodePointer(slot, 290 + slot); // 290 to 301, the disk ends with 299
        }
        GetBlock mapper = mapper();
        assertThat(mapper.getBlock(0, 96)).isEqualTo(new Mapping.Mapped(290, 10, false));
        assertThat(mapper.getBlock(9, 96)).isEqualTo(new Mapping.Mapped(299, 1, false));
        assertDamage(
                mapper,
                10,
                "inode 7: file block 10 points to block 300, which is outside the file system"
                        + " (blocks 1 to 299)");
    }

    @Test
    void aFileBlockBehindTheMapsEndIsNamedWithTheLastOne() throws Exception {
        checkDamage(
                96, "inode 7: file block 96 is beyond the last one that its map can address, 95");
        checkDamage(
                Long.MAX_VALUE,
                "inode 7: file block 9223372036854775807 is beyond the last one that its map can"
                        + " address, 95");
    }

    @Test
    void blockNumbersAboveTwoToThe31AreNotNegative() throws Exception {
        image.setInodePointer(0, 0xFFFF_FFF0L);
        image.setInodePointer(1, 0xFFFF_FFF1L);
        image.setInodePointer(2, 0xFFFF_FFFFL);
        image.setInodePointer(3, 0);
        GetBlock mapper = mapper(new BlockRange(0, 1L << 32));
        assertThat(mapper.getBlock(0, 12)).isEqualTo(new Mapping.Mapped(0xFFFF_FFF0L, 2, false));
        assertThat(mapper.getBlock(2, 12)).isEqualTo(new Mapping.Mapped(0xFFFF_FFFFL, 1, false));
        assertThat(mapper.getBlock(3, 12)).isEqualTo(new Mapping.Hole(1));
    }

    @Test
    void aRangeHoldsNoRunThatPassesItsEnd() {
        BlockRange range = new BlockRange(1, 1L << 32);
        assertThat(range.contains(1, (1L << 32) - 1)).isTrue();
        assertThat(range.contains(1, 1L << 32)).isFalse();
        assertThat(range.contains((1L << 32) - 1, 1)).isTrue();
        assertThat(range.contains((1L << 32) - 1, 2)).isFalse();
        assertThat(range.contains(1L << 32, 1)).isFalse();
        assertThat(range.contains(2, Long.MAX_VALUE)).isFalse();
        assertThat(range.contains(-1, 1)).isFalse();
        assertThat(range).hasToString("1 to 4294967295");
    }

    @Test
    void anInodeHasFifteenPointers() {
        BufferCache cache = new BufferCache(image.submitter(), TINY_BLOCK_BYTES, 0);
        assertThatThrownBy(() -> new BlockMap(7, new long[14], cache, image.range()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("14 pointers instead of 15");
    }

    private GetBlock mapper() {
        return image.mapper(image.submitter());
    }

    private GetBlock mapper(BlockRange range) {
        long[] pointers = new long[BlockMap.N_BLOCKS];
        for (int slot = 0; slot < pointers.length; slot++) {
            pointers[slot] = image.inodePointer(slot);
        }
        BufferCache cache = new BufferCache(image.submitter(), TINY_BLOCK_BYTES, Long.MAX_VALUE);
        return new BlockMap(7, pointers, cache, range).getBlock();
    }

    private void checkDamage(long fileBlock, String message) throws IOException {
        GetBlock mapper = mapper();
        assertDamage(mapper, fileBlock, message);
        assertDamage(mapper, fileBlock, message);
    }

    private static void assertDamage(GetBlock mapper, long fileBlock, String message) {
        assertThatThrownBy(() -> mapper.getBlock(fileBlock, 1))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage(message);
    }
}
