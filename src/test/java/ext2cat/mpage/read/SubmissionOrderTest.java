// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.map.TinyImage;
import ext2cat.mpage.Contents;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of the manual page mpage_readpages: data and indirect blocks as the driver lays them
 * out, each indirect block between the last block before it and the first that it maps.
 */
final class SubmissionOrderTest {

    private static final int KIB = 1024;
    private static final int FIRST_BLOCK = 100;
    private static final BioDestination NOWHERE = (device, position, offset, length) -> {};

    @Test
    void theBoundaryPutsTheIndirectBlockWhereItLies() throws Exception {
        checkLines(
                ReadModel.EXT2,
                "RA 100+12 d0-11 boundary",
                "R 112+1 IND12",
                "RA 113+4 d12-15 end of window");
    }

    @Test
    void withoutTheBoundaryTheIndirectBlockComesFirst() throws Exception {
        checkLines(
                ReadModel.NO_BOUNDARY,
                "R 112+1 IND12",
                "RA 100+12 d0-11 discontiguous",
                "RA 113+4 d12-15 end of window");
        assertThat(blocksInOrder(read(ReadModel.NO_BOUNDARY, 16).bios()))
                .isEqualTo("12 0 1 2 3 4 5 6 7 8 9 10 11 13 14 15 16");
    }

    @Test
    void readBlockByBlockTheOrderIsThatOfTheDiskToo() throws Exception {
        assertThat(blocksInOrder(read(ReadModel.PER_BLOCK, 16).bios()))
                .isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16");
        assertThat(read(ReadModel.PER_BLOCK, 16).bios()).hasSize(17);
    }

    @Test
    void ourOwnReadersKeepTheKernelsOrder() throws Exception {
        BioLines seen = new BioLines();
        TinyImage image = laidOut(16);
        Contents.ofBlocks(
                        16 * KIB,
                        10,
                        image.mapper(seen.recording(image.submitter())),
                        seen.recording(bio -> {}))
                .read(0, Long.MAX_VALUE, NOWHERE);
        assertThat(seen.lines())
                .containsExactly(
                        "RA 100+12 d0-11 boundary",
                        "R 112+1 IND12",
                        "RA 113+4 d12-15 end of window");
    }

    @Test
    void aFileWithItsIndirectBlocksInPlaceIsReadWithoutASeek() throws Exception {
        // 12 direct, 256 behind the single indirect block, 2 * 256 + 20 behind the double one.
        List<Bio> bios = read(ReadModel.EXT2, 12 + 256 + 2 * 256 + 20).bios();
        long next = FIRST_BLOCK;
        for (Bio bio : bios) {
            assertThat(bio.diskBlock()).isEqualTo(next);
            next += bio.blocks();
        }
        assertThat(bios.stream().map(bio -> bio.use() + " " + bio.blocks()).toList())
                .containsExactly(
                        "data 12",
                        "IND 1",
                        "data 256",
                        "DIND 1",
                        "IND 1",
                        "data 256",
                        "IND 1",
                        "data 256",
                        "IND 1",
                        "data 20");
    }

    @Test
    void indirectBlocksThatAreCachedStillEndTheBioBeforeThem() throws Exception {
        TinyImage image = laidOut(16);
        BioLines seen = new BioLines();
        MpageReader reader = reader(ReadModel.EXT2, image, 16, seen);
        reader.readPages(new Window(0, 4));
        reader.readPages(new Window(0, 4));
        assertThat(seen.lines().subList(3, 5))
                .containsExactly("RA 100+12 d0-11 boundary", "RA 113+4 d12-15 end of window");
    }

    private static void checkLines(ReadModel model, String... expected) throws IOException {
        assertThat(read(model, 16).lines()).containsExactly(expected);
    }

    private static BioLines read(ReadModel model, int blocks) throws IOException {
        BioLines seen = new BioLines();
        reader(model, laidOut(blocks), blocks, seen).readPages(new Window(0, (blocks + 3) / 4));
        return seen;
    }

    private static MpageReader reader(ReadModel model, TinyImage image, int blocks, BioLines seen) {
        return new MpageReader(
                model,
                FileShape.inPages((long) blocks * KIB, 10),
                image.mapper(seen.recording(image.submitter())),
                seen.recording(bio -> {}),
                NOWHERE,
                ReadEvents.NONE);
    }

    /** The blocks that bios read, counted from the first one, as the manual page writes them. */
    private static String blocksInOrder(List<Bio> bios) {
        List<String> blocks = new ArrayList<>();
        for (Bio bio : bios) {
            for (long i = 0; i < bio.blocks(); i++) {
                blocks.add(Long.toString(bio.diskBlock() + i - FIRST_BLOCK));
            }
        }
        return String.join(" ", blocks);
    }

    /** A file laid out the usual way from block 100 on. */
    private static TinyImage laidOut(int blocks) {
        TinyImage image = new TinyImage(KIB, FIRST_BLOCK + blocks + 20, 1);
        int pointers = image.pointersPerBlock();
        long next = FIRST_BLOCK;
        for (int block = 0; block < blocks; block++) {
            int index = block - 12;
            if (index == 0) {
                image.setInodePointer(12, image.clear(image.allocate(next++)));
            } else if (index == pointers) {
                image.setInodePointer(13, image.clear(image.allocate(next++)));
            }
            if (index >= pointers && index % pointers == 0) {
                image.setPointer(
                        image.inodePointer(13),
                        index / pointers - 1,
                        image.clear(image.allocate(next++)));
            }
            image.map(block, image.allocate(next++));
        }
        return image;
    }
}
