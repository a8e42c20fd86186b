// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.Carrier;
import ext2cat.images.TestImages;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.Damage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** What all blocks of an image are used for, in cells. */
final class UseMapTest {

    private static final Damage NONE =
            (_, thrown) -> {
                throw thrown;
            };

    @TempDir private Path folder;

    @Test
    void everyBlockIsCountedOnceByItsUse() throws IOException {
        try (Volume volume = open("tour")) {
            UseMap map = UseMap.of(volume, 1 << 14, NONE);
            assertThat(map.cells()).isEqualTo(1536);
            assertThat(Arrays.stream(BlockKind.values()).mapToLong(map::count).toArray())
                    .containsExactly(1441, 3, 2, 8, 15, 61, 5, 0, 1, 0, 0, 0);
            assertThat(map.mostOf(1000)).isEqualTo(BlockKind.FILE);
            assertThat(map.mostOf(1012)).isEqualTo(BlockKind.INDIRECT);
            assertThat(map.mostOf(27)).isEqualTo(BlockKind.DIRECTORY);
            assertThat(map.mostOf(999)).isEqualTo(BlockKind.FREE);
        }
    }

    @Test
    void aCellTellsWhatMostOfItsUsedBlocksAre() throws IOException {
        try (Volume volume = open("tour")) {
            UseMap map = UseMap.of(volume, 100, NONE);
            assertThat(map.cells()).isEqualTo(96);
            assertThat(map.cellBlocks()).isEqualTo(16);
            // Blocks 1008 to 1023: 8 of files, one indirect, the rest free but two of a fragment.
            assertThat(map.blocks(63)).isEqualTo(new Run(1008, 16));
            assertThat(map.count(63, BlockKind.FILE)).isEqualTo(10);
            assertThat(map.count(63, BlockKind.INDIRECT)).isEqualTo(1);
            assertThat(map.count(63, BlockKind.FREE)).isEqualTo(5);
            assertThat(map.mostOf(63)).isEqualTo(BlockKind.FILE);
            assertThat(map.count(BlockKind.FREE)).isEqualTo(1441);
        }
    }

    @Test
    void aFileIsMarkedWithItsIndirectBlocks() throws IOException {
        try (Volume volume = open("tour")) {
            UseMap map = UseMap.of(volume, 1 << 14, NONE);
            map.mark(ImagePath.typed("/man-page").lookup(volume));
            assertThat(map.markedBlocks()).isEqualTo(17);
            assertThat(map.isMarked(999)).isFalse();
            assertThat(map.isMarked(1000)).isTrue();
            assertThat(map.isMarked(1012)).isTrue();
            assertThat(map.isMarked(1016)).isTrue();
            assertThat(map.isMarked(1017)).isFalse();
        }
    }

    @Test
    void aJournalIsTold() throws IOException {
        try (Volume volume = open("ext3-clean-1k")) {
            UseMap map = UseMap.of(volume, 1 << 14, NONE);
            assertThat(map.count(BlockKind.JOURNAL)).isEqualTo(1024);
            assertThat(map.count(BlockKind.OTHER)).isZero();
        }
    }

    private Volume open(String name) throws IOException {
        return Volume.open(Carrier.MAPPED.open(new TestImages().named(name), folder));
    }
}
