// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.map.ExtentFile;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.format.BioText;
import ext2cat.readorder.observe.RecordingSubmitter;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

/** The reads of a file that extents map. */
final class ExtentPredictionTest {

    private final ExtentFile file = new ExtentFile();

    @Test
    void theNodesOfTheMapAreReadBeforeWhatTheyMapAndNothingTwice() throws Exception {
        Prediction prediction =
                Predictor.of(
                                file.sizeBytes(),
                                ExtentFile.BLOCK_BITS,
                                (observer, _) ->
                                        file.map(
                                                        new RecordingSubmitter(
                                                                observer, file.disk().submitter()))
                                                .getBlock())
                        .model(ReadModel.EXT4)
                        .predict();
        List<Bio> bios = prediction.bios();
        assertThat(bios.stream().limit(5).map(BioText::summary))
                .containsExactly(
                        "extent index for block 0 at 938",
                        "extent index for block 0 at 935",
                        "extent index for block 0 at 930",
                        "extent index for block 0 at 920",
                        "extent leaf for block 0 at 900");
        assertThat(bios.get(5).use().isData()).isTrue();
        long readBlocks =
                bios.stream().filter(bio -> bio.use().isData()).mapToLong(Bio::blocks).sum();
        // Of 1 + 2 + 3 + 4 + 5 blocks the 3 are unwritten.
        assertThat(readBlocks).isEqualTo(8 * (1 + 2 + 4 + 5));
        assertThat(prediction.summary().mapReads("extent leaf")).isEqualTo(20);
        assertThat(prediction.summary().mapReads("extent index")).isEqualTo(10 + 5 + 3 + 2);
        assertThat(
                        bios.stream()
                                .flatMapToLong(
                                        bio ->
                                                LongStream.range(
                                                        bio.diskBlock(),
                                                        bio.diskBlock() + bio.blocks()))
                                .boxed()
                                .toList())
                .doesNotHaveDuplicates();
    }
}
