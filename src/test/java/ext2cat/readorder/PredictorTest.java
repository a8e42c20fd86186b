// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.format.BioText;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class PredictorTest {

    private static final LaidOutFile MANUAL_PAGE = LaidOutFile.usual(16, 6183);

    @Test
    void manualPagesFileIsReadInDiskOrder() throws IOException {
        assertThat(Predicted.places(Predicted.by(ReadModel.EXT2, MANUAL_PAGE)))
                .containsExactly("6183+12", "6195+1", "6196+4");
    }

    @Test
    void withoutTheBoundaryFlagTheIndirectBlockComesFirst() throws IOException {
        assertThat(Predicted.places(Predicted.by(ReadModel.NO_BOUNDARY, MANUAL_PAGE)))
                .containsExactly("6195+1", "6183+12", "6196+4");
    }

    @Test
    void readerWithoutReadaheadReadsEachBlockAlone() throws IOException {
        assertThat(Predicted.by(ReadModel.PER_BLOCK, MANUAL_PAGE))
                .hasSize(17)
                .allMatch(bio -> bio.blocks() == 1);
    }

    @Test
    void catDoublesTheWindowsOfDd() throws IOException {
        LaidOutFile file = LaidOutFile.usual(1024, 100);
        // Of a window of 256 KiB the boundary behind an indirect block's last entry takes 12.
        assertThat(largest(ReaderProgram.CAT, file)).isEqualTo(244);
        assertThat(largest(ReaderProgram.dd(4096), file)).isEqualTo(128);
        assertThat(largest(ReaderProgram.MMAP, file)).isEqualTo(128);
    }

    @Test
    void wholeFileInOneWindowEndsOnlyAtBoundaries() throws IOException {
        Predictor whole =
                Predicted.of(LaidOutFile.usual(12 + 256 + 8, 100))
                        .reader(ReaderProgram.WHOLE)
                        .limits(QueueLimits.ofKilobytes(0, 4));
        assertThat(Predicted.places(whole.predict().bios()))
                .containsExactly("100+12", "112+1", "113+256", "369+1", "370+8");
    }

    @Test
    void emptyFileTakesNoRead() throws IOException {
        for (String program : List.of("cat", "dd:512", "mmap", "whole")) {
            Predictor predictor =
                    Predicted.of(LaidOutFile.of()).reader(ReaderProgram.parse(program));
            assertThat(predictor.predict().bios()).isEmpty();
        }
    }

    @Test
    void forgettingPagesBehindTheReaderChangesNoRead() throws IOException {
        // 48 MiB, three times the distance after which pages are forgotten; runs of 1000 blocks.
        int blocks = 48 << 10;
        GetBlock map =
                (fileBlock, max) ->
                        new Mapping.Mapped(
                                fileBlock + fileBlock / 1000 * 7,
                                Math.min(max, 1000 - fileBlock % 1000),
                                false);
        List<Bio> bios = Predictor.of((long) blocks << 10, 10, (_, _) -> map).predict().bios();
        long expected = 0;
        for (Bio bio : bios) {
            assertThat(BioText.firstFileBlock(bio)).isEqualTo(expected);
            expected += bio.blocks();
        }
        assertThat(expected).isEqualTo(blocks);
        // Of windows of 256 KiB, no more than one in a run of 1000 blocks and its neighbours.
        assertThat(bios).hasSizeLessThan(blocks / 256 + blocks / 1000 * 4);
    }

    /** A read that fails in its middle is a short read, but an observer is no part of the read. */
    @Test
    void whatTheObserverThrowsEndsThePrediction() {
        IOException enough = new IOException("enough");
        for (ReaderProgram program : List.of(ReaderProgram.CAT, ReaderProgram.dd(1 << 20))) {
            List<Bio> seen = new ArrayList<>();
            BioSubmitter observer =
                    bio -> {
                        seen.add(bio);
                        if (seen.size() == 3) {
                            throw enough;
                        }
                    };
            Predictor predictor = Predicted.of(LaidOutFile.usual(2000, 100)).reader(program);
            assertThatThrownBy(() -> predictor.predict(observer)).isSameAs(enough);
            assertThat(seen).hasSize(3);
        }
    }

    @Test
    void programsAreKnownByName() {
        for (String name : List.of("cat", "mmap", "whole", "dd:4096")) {
            assertThat(ReaderProgram.parse(name).text()).isEqualTo(name);
        }
        assertThat(ReaderProgram.parse("dd:1M")).isEqualTo(ReaderProgram.dd(1 << 20));
        for (String name : List.of("", "less", "dd", "dd:", "dd:x", "dd:0", "dd:4G", "dd:-1")) {
            assertThatThrownBy(() -> ReaderProgram.parse(name))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static long largest(ReaderProgram program, LaidOutFile file) throws IOException {
        return Predicted.of(file).reader(program).predict().bios().stream()
                .mapToLong(Bio::blocks)
                .max()
                .orElseThrow();
    }
}
