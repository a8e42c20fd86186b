// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;
import ext2cat.map.BlockMap;
import ext2cat.readorder.format.OrderFormat;
import ext2cat.readorder.format.OrderWriter;
import ext2cat.readorder.format.TracedImage;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this program writes as a capture, it reads as one. */
class RoundTripTest {

    private static final BioDestination NOWHERE = (_, _, _, _) -> {};
    private static final List<Bio> BIOS =
            List.of(
                    data(6183, 12, 0),
                    Bio.ofMetadata(6195, BlockMap.use(1), 12, NOWHERE),
                    data(6196, 4, 12));

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BLKPARSE", "BLKTRACE"})
    void aWrittenOrderIsReadBack(OrderFormat format) throws IOException {
        Path file = folder.resolve("order");
        long startBytes = 1 << 20;
        try (OutputStream out = Files.newOutputStream(file);
                OrderWriter writer =
                        format.open(out, new TracedImage("disk.img", 10, startBytes))) {
            writer.startFile("/s0016");
            for (Bio bio : BIOS) {
                writer.submit(bio);
            }
        }
        ModelOrder prediction =
                new ModelOrder(
                        "ext2", BIOS.stream().map(bio -> PredictedRead.of(bio, 10)).toList());
        assertThat(prediction.reads())
                .extracting(PredictedRead::what)
                .containsExactly("data 0-11", "IND for block 12", "data 12-15");
        CaptureReport report =
                CaptureComparison.compare(file, CaptureQuery.of(List.of(prediction), 2));
        assertThat(report.verdict()).isEqualTo(new Verdict.Equal(3, 0));
        assertThat(report.place().orElseThrow().offsetSectors()).isEqualTo(startBytes / 512);
        assertThat(report.damage()).isEmpty();
        assertThat(report.dispatch().issued()).isEqualTo(3);
    }

    private static Bio data(long diskBlock, long blocks, long fileBlock) {
        return new Bio(
                diskBlock,
                blocks,
                Bio.Op.READAHEAD,
                BlockUse.DATA,
                List.of(new BioVec(fileBlock, blocks)),
                EndReason.BOUNDARY,
                NOWHERE);
    }
}
