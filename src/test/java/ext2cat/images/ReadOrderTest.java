// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.ReadModel;
import ext2cat.mpage.read.FileShape;
import ext2cat.mpage.read.MpageReader;
import ext2cat.mpage.read.ReadEvents;
import ext2cat.mpage.read.Window;
import ext2cat.readorder.Offence;
import ext2cat.readorder.Prediction;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.ReaderProgram;
import ext2cat.readorder.observe.RecordingSubmitter;
import ext2cat.volume.Inode;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The file of the manual page mpage_readpages, on a real image: sixteen blocks, of which 0 to 11
 * lie on disk blocks 1000 to 1011, the indirect block behind them, and 12 to 15 behind that.
 */
final class ReadOrderTest {

    private static final ImagePath MAN_PAGE = ImagePath.typed("/man-page");
    private static final long FIRST_BLOCK = 1000;
    private static final BioDestination NOWHERE = (device, position, offset, length) -> {};

    @TempDir private Path folder;
    private final List<Bio> bios = new ArrayList<>();

    @Test
    void catReadsTheIndirectBlockBetweenTheDataAroundIt() throws Exception {
        OpenOptions recorded =
                OpenOptions.DEFAULT.withObserver(next -> new RecordingSubmitter(bios::add, next));
        TestImage image = new TestImages().named("tour");
        try (Volume volume = Volume.open(Carrier.MAPPED.open(image, folder), recorded)) {
            Inode file = MAN_PAGE.lookup(volume);
            bios.clear();
            file.read(0, file.sizeBytes(), NOWHERE);
        }
        checkBios("data 1000+12", "IND 1012+1", "data 1013+4");
    }

    @Test
    void soDoesTheExt2Driver() throws Exception {
        readBy(ReadModel.EXT2);
        checkBios("data 1000+12", "IND 1012+1", "data 1013+4");
    }

    @Test
    void withoutTheBoundaryFlagTheOrderIsTheManualPages() throws Exception {
        readBy(ReadModel.NO_BOUNDARY);
        checkBios("IND 1012+1", "data 1000+12", "data 1013+4");
        assertThat(blocksInOrder()).isEqualTo("12 0 1 2 3 4 5 6 7 8 9 10 11 13 14 15 16");
    }

    @Test
    void thePredictorGivesTheReadsTheirFiguresAndTheVerdict() throws IOException {
        TestImage image = new TestImages().named("tour");
        try (Volume volume = Volume.open(Carrier.MAPPED.open(image, folder))) {
            Predictor predictor = Predictor.of(MAN_PAGE.lookup(volume)).reader(ReaderProgram.TAR);
            Prediction inOrder = predictor.predict();
            bios.addAll(inOrder.bios());
            checkBios("data 1000+12", "IND 1012+1", "data 1013+4");
            assertThat(inOrder.verdict().isInOrder()).isTrue();
            Prediction outOfOrder = predictor.model(ReadModel.NO_BOUNDARY).predict();
            assertThat(outOfOrder.summary().backward().count()).isEqualTo(1);
            assertThat(outOfOrder.verdict().first()).containsInstanceOf(Offence.BackwardSeek.class);
        }
    }

    private void readBy(ReadModel model) throws IOException {
        TestImage image = new TestImages().named("tour");
        try (Volume volume = Volume.open(Carrier.MAPPED.open(image, folder))) {
            Inode file = MAN_PAGE.lookup(volume);
            BioSubmitter recorded = new RecordingSubmitter(bios::add, volume.submitter());
            FileShape shape = FileShape.inPages(file.sizeBytes(), volume.blockBits());
            new MpageReader(
                            model,
                            shape,
                            file.getBlock(volume.newBufferCache(recorded)),
                            recorded,
                            NOWHERE,
                            ReadEvents.NONE)
                    .readPages(new Window(0, shape.sizePages()));
        }
    }

    private void checkBios(String... expected) {
        assertThat(bios)
                .extracting(bio -> bio.use() + " " + bio.diskBlock() + "+" + bio.blocks())
                .containsExactly(expected);
    }

    /** The blocks in the order in which they are read, counted as the manual page counts them. */
    private String blocksInOrder() {
        return String.join(
                " ",
                bios.stream()
                        .flatMapToLong(
                                bio ->
                                        LongStream.range(0, bio.blocks())
                                                .map(i -> bio.diskBlock() + i - FIRST_BLOCK))
                        .mapToObj(Long::toString)
                        .toList());
    }
}
