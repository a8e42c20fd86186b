// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.readorder.observe.RecordingSubmitter;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What get_block answers, and the indirect blocks that it reads for it, are those of the image. */
final class BlockMapsTest {

    static List<TestImage> images() throws IOException {
        List<TestImage> images = new ArrayList<>();
        for (TestImage image : new TestImages().all()) {
            if (!image.maps().isEmpty()) {
                images.add(image);
            }
        }
        return images;
    }

    @ParameterizedTest
    @MethodSource("images")
    void theMapOfEachFileIsTheOneOnDisk(TestImage image, @TempDir Path folder) throws Exception {
        try (Volume volume = Volume.open(Carrier.MAPPED.open(image, folder))) {
            for (ExpectedMap map : image.maps()) {
                checkMap(volume.inode(map.inode()), map, Long.MAX_VALUE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void aMapAskedForInSmallStepsIsTheSame(TestImage image, @TempDir Path folder) throws Exception {
        try (Volume volume = Volume.open(Carrier.MAPPED.open(image, folder))) {
            for (ExpectedMap map : image.maps()) {
                if (map.sizeBytes() <= 16 << 20) {
                    checkMap(volume.inode(map.inode()), map, 3);
                }
            }
        }
    }

    private static void checkMap(Inode file, ExpectedMap map, long mostBlocks) throws IOException {
        List<MapLine> seen = new ArrayList<>();
        BioSubmitter submitter =
                new RecordingSubmitter(bio -> seen.add(tableOf(bio)), file.volume().submitter());
        GetBlock getBlock = file.getBlock(file.volume().newBufferCache(submitter));
        long blocks = Math.ceilDiv(file.sizeBytes(), file.volume().blockSizeBytes());
        for (long block = 0; block < blocks; ) {
            Mapping mapping = getBlock.getBlock(block, Math.min(mostBlocks, blocks - block));
            if (mapping instanceof Mapping.Mapped mapped) {
                addRun(seen, new MapLine.Data(block, mapped.diskBlock(), mapped.count()));
            }
            block += mapping.count();
        }
        assertThat(seen).as(map.path()).isEqualTo(map.lines());
    }

    private static MapLine tableOf(Bio bio) {
        assertThat(bio.use().isMap()).as(bio.toString()).isTrue();
        int level = List.of("IND", "DIND", "TIND").indexOf(bio.use().text()) + 1;
        return new MapLine.Table(level, bio.vecs().getFirst().fileBlock(), bio.diskBlock());
    }

    /** Adds a run, joined to the one before if it goes on where that ends. */
    private static void addRun(List<MapLine> seen, MapLine.Data run) {
        if (!seen.isEmpty()
                && seen.getLast() instanceof MapLine.Data last
                && last.fileBlock() + last.countBlocks() == run.fileBlock()
                && last.diskBlock() + last.countBlocks() == run.diskBlock()) {
            seen.set(
                    seen.size() - 1,
                    new MapLine.Data(
                            last.fileBlock(),
                            last.diskBlock(),
                            last.countBlocks() + run.countBlocks()));
        } else {
            seen.add(run);
        }
    }
}
