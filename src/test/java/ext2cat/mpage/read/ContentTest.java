// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static ext2cat.map.TinyImage.TINY_BLOCK_BYTES;
import static ext2cat.map.TinyImage.TINY_FILE_BLOCKS;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.destination.ChannelDestination;
import ext2cat.bio.destination.SegmentDestination;
import ext2cat.map.BufferCache;
import ext2cat.map.NaiveMap;
import ext2cat.map.TinyImage;
import ext2cat.mpage.Contents;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Random files read through every model and in windows of any size: the bytes are those of a read
 * block by block, and no block is read twice.
 */
final class ContentTest {

    private static final int BLOCK_BITS = 4;
    private static final int FILES = 300;

    private static final List<ReadModel> MODELS =
            List.of(
                    ReadModel.EXT2,
                    ReadModel.EXT4,
                    ReadModel.NO_BOUNDARY,
                    ReadModel.PER_BLOCK,
                    ReadModel.STREAM);

    /** A file on a disk, and what its bytes are. */
    private record RandomFile(TinyImage image, NaiveMap map, int sizeBytes, byte[] content) {

        static RandomFile of(long seed) throws IOException {
            Random random = new Random(seed);
            TinyImage image = new TinyImage(TINY_BLOCK_BYTES, 300, seed);
            int longestRun = 1 + random.nextInt(20);
            boolean data = random.nextInt(4) > 0;
            long last = image.allocate();
            for (int block = 0; block < TINY_FILE_BLOCKS; data = !data) {
                int end = Math.min(TINY_FILE_BLOCKS, block + 1 + random.nextInt(longestRun));
                for (; block < end; block++) {
                    if (data) {
                        last =
                                random.nextInt(9) == 0
                                        ? image.allocate()
                                        : image.allocateAfter(last);
                        image.map(block, last);
                    }
                }
            }
            NaiveMap map = new NaiveMap(image);
            int sizeBytes = 1 + random.nextInt(TINY_FILE_BLOCKS * TINY_BLOCK_BYTES);
            byte[] content = new byte[TINY_FILE_BLOCKS * TINY_BLOCK_BYTES];
            for (int block = 0; block < TINY_FILE_BLOCKS; block++) {
                if (map.diskBlock(block) != 0) {
                    System.arraycopy(
                            image.block(map.diskBlock(block)),
                            0,
                            content,
                            block * TINY_BLOCK_BYTES,
                            TINY_BLOCK_BYTES);
                }
            }
            return new RandomFile(image, map, sizeBytes, Arrays.copyOf(content, sizeBytes));
        }

        int sizeBlocks() {
            return (sizeBytes + TINY_BLOCK_BYTES - 1) / TINY_BLOCK_BYTES;
        }
    }

    @Test
    void everyModelBringsTheSameBytesAndReadsEachBlockOnce() throws Exception {
        for (int seed = 0; seed < FILES; seed++) {
            RandomFile file = RandomFile.of(seed);
            for (ReadModel model : MODELS) {
                for (int blocksPerPageBits = 0; blocksPerPageBits <= 2; blocksPerPageBits++) {
                    check(file, model, blocksPerPageBits, new Random(seed));
                }
            }
        }
    }

    private static void check(
            RandomFile file, ReadModel model, int blocksPerPageBits, Random random)
            throws IOException {
        String what =
                "%s, %d blocks a page, %d bytes"
                        .formatted(model.name(), 1 << blocksPerPageBits, file.sizeBytes());
        byte[] bytes = new byte[file.sizeBytes()];
        List<Bio> bios = new ArrayList<>();
        FileShape shape =
                new FileShape(file.sizeBytes(), BLOCK_BITS, BLOCK_BITS + blocksPerPageBits);
        MpageReader reader =
                new MpageReader(
                        model,
                        shape,
                        file.image().mapper(file.image().recording(bios)),
                        file.image().recording(bios),
                        new SegmentDestination(MemorySegment.ofArray(bytes), 0),
                        ReadEvents.NONE);
        for (long page = 0; page < shape.sizePages(); ) {
            Window window = randomWindow(page, shape.sizePages() - page, random);
            reader.readPages(window);
            page = window.folios().getLast().endPage();
        }
        assertThat(bytes).as(what).isEqualTo(file.content());
        checkReads(file, bios, what);
    }

    /** Single pages, or folios of growing size where they are aligned. */
    private static Window randomWindow(long page, long pagesLeft, Random random) {
        long pages = 1 + random.nextLong(pagesLeft);
        if (random.nextBoolean()) {
            return new Window(page, pages);
        }
        List<FolioRun> folios = new ArrayList<>();
        long at = page;
        while (at < page + pages) {
            int order = Math.min(random.nextInt(4), Long.numberOfTrailingZeros(at));
            while (at + (1L << order) > page + pages) {
                order--;
            }
            folios.add(new FolioRun(at, order, 1));
            at += 1L << order;
        }
        return new Window(folios);
    }

    private static void checkReads(RandomFile file, List<Bio> bios, String what) {
        List<Long> dataRead = new ArrayList<>();
        List<Long> tablesRead = new ArrayList<>();
        for (Bio bio : bios) {
            if (bio.use() == BlockUse.DATA) {
                long diskBlock = bio.diskBlock();
                for (BioVec vec : bio.vecs()) {
                    for (long i = 0; i < vec.blocks(); i++) {
                        long fileBlock = vec.fileBlock() + i;
                        assertThat(diskBlock).as(what).isEqualTo(file.map().diskBlock(fileBlock));
                        dataRead.add(fileBlock);
                        diskBlock++;
                    }
                }
                assertThat(diskBlock - bio.diskBlock()).as(what).isEqualTo(bio.blocks());
            } else {
                tablesRead.add(bio.diskBlock());
            }
        }
        List<Long> mapped = new ArrayList<>();
        for (long block = 0; block < file.sizeBlocks(); block++) {
            if (file.map().diskBlock(block) != 0) {
                mapped.add(block);
            }
        }
        assertThat(dataRead).as(what + ": in file order, each mapped block once").isEqualTo(mapped);
        assertThat(tablesRead).as(what).doesNotHaveDuplicates();
    }

    @Test
    void anyRangeStreamsToAChannel() throws Exception {
        Random random = new Random(7);
        for (int seed = 0; seed < FILES; seed++) {
            RandomFile file = RandomFile.of(seed);
            int start = random.nextInt(file.sizeBytes());
            int end = start + random.nextInt(file.sizeBytes() - start + 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ChannelDestination destination =
                    new ChannelDestination(Channels.newChannel(out), start, end);
            List<Bio> bios = new ArrayList<>();
            // The smallest cache: a way through the triple indirect block and no more.
            BufferCache cache = new BufferCache(file.image().recording(bios), TINY_BLOCK_BYTES, 0);
            Contents.ofBlocks(
                            file.sizeBytes(),
                            BLOCK_BITS,
                            file.image().mapper(cache),
                            file.image().submitter())
                    .read(start, end, destination);
            destination.finish();
            assertThat(out.toByteArray())
                    .as("bytes %d to %d of file %d", start, end, seed)
                    .isEqualTo(Arrays.copyOfRange(file.content(), start, end));
            assertThat(bios.stream().map(Bio::diskBlock)).doesNotHaveDuplicates();
        }
    }

    @Test
    void blocksOf64KiBAreReadWhole() throws Exception {
        TinyImage image = new TinyImage(65536, 40, 3);
        image.mapRun(0, 5, 4);
        image.map(13, image.allocate());
        byte[] expected = new byte[14 * 65536 - 1];
        for (int block = 0; block < 4; block++) {
            System.arraycopy(image.block(5 + block), 0, expected, block * 65536, 65536);
        }
        long last = image.pointer(image.inodePointer(12), 1);
        System.arraycopy(image.block(last), 0, expected, 13 * 65536, 65535);
        for (ReadModel model : MODELS) {
            byte[] bytes = new byte[expected.length];
            FileShape shape = FileShape.inPages(bytes.length, 16);
            new MpageReader(
                            model,
                            shape,
                            image.mapper(image.submitter()),
                            image.submitter(),
                            new SegmentDestination(MemorySegment.ofArray(bytes), 0),
                            ReadEvents.NONE)
                    .readPages(new Window(0, shape.sizePages()));
            assertThat(Arrays.equals(bytes, expected)).as(model.name()).isTrue();
        }
    }
}
