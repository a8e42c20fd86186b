// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BlockUse;
import ext2cat.map.BlockMap;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.observe.DistanceSample;
import ext2cat.readorder.observe.OrderStatistics;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

class OrderStatisticsTest {

    @Test
    void boundaryFlagIsWorthOneSeekBackAndTwoForward() throws IOException {
        LaidOutFile file = LaidOutFile.usual(16, 6183);
        OrderSummary ext2 = Predicted.figures(ReadModel.EXT2, file);
        assertThat(ext2.reads()).isEqualTo(3);
        assertThat(ext2.bytes()).isEqualTo(17 * 1024);
        assertThat(ext2.meanBytes()).isEqualTo(17 * 1024 / 3.0);
        assertThat(ext2.largestBytes()).isEqualTo(12 * 1024);
        assertThat(ext2.oneBlockReads()).isEqualTo(1);
        assertThat(ext2.mapReads("IND")).isEqualTo(1);
        assertThat(ext2.metadataReads()).isEqualTo(1);
        assertThat(ext2.forward().count()).isZero();
        assertThat(ext2.backward().count()).isZero();
        assertThat(ext2.sequentialShare()).hasValue(1);

        // 6195+1, back by 13 blocks to 6183+12, forward by 1 block to 6196+4.
        OrderSummary noBoundary = Predicted.figures(ReadModel.NO_BOUNDARY, file);
        assertThat(noBoundary.backward()).isEqualTo(new OrderSummary.Seeks(1, 26, 26));
        assertThat(noBoundary.forward()).isEqualTo(new OrderSummary.Seeks(1, 2, 2));
        assertThat(noBoundary.sequentialShare()).hasValue(0);
    }

    @Test
    void eachLevelOfMetadataIsCountedApart() {
        OrderStatistics statistics = new OrderStatistics(12);
        for (BlockUse use :
                new BlockUse[] {
                    BlockMap.use(3),
                    BlockMap.use(2),
                    BlockMap.use(2),
                    BlockMap.use(1),
                    BlockUse.INODE_TABLE
                }) {
            statistics.submit(Bio.ofMetadata(5, use, 0, (_, _, _, _) -> {}));
        }
        OrderSummary summary = statistics.summary();
        assertThat(summary.mapReads("TIND")).isEqualTo(1);
        assertThat(summary.mapReads("DIND")).isEqualTo(2);
        assertThat(summary.mapReads("IND")).isEqualTo(1);
        assertThat(summary.otherMetadataReads()).isEqualTo(1);
        assertThat(summary.metadataReads()).isEqualTo(5);
        assertThat(summary.backward()).isEqualTo(new OrderSummary.Seeks(4, 8, 8));
    }

    @Test
    void noReadsGiveNoShareAndNoMean() {
        OrderSummary summary = new OrderStatistics(12).summary();
        assertThat(summary.sequentialShare()).isEmpty();
        assertThat(summary.meanBytes()).isZero();
        assertThat(summary.forward()).isEqualTo(new OrderSummary.Seeks(0, 0, 0));
    }

    @Test
    void medianIsExactUpToTheLimitAndWithinItsBucketBeyond() {
        Random random = new Random(7);
        DistanceSample sample = new DistanceSample();
        long[] distances = new long[3 * DistanceSample.EXACT_LIMIT];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = 1 + (random.nextLong() >>> 24 + random.nextInt(38));
            sample.add(distances[i]);
            if (i == DistanceSample.EXACT_LIMIT - 1) {
                assertThat(sample.summary().medianSectors()).isEqualTo(median(distances, i + 1));
            }
        }
        long exact = median(distances, distances.length);
        OrderSummary.Seeks summary = sample.summary();
        assertThat(summary.count()).isEqualTo(distances.length);
        assertThat(summary.medianSectors()).isBetween(exact - exact / 128 - 1, exact);
    }

    @Test
    void smallDistancesStayExactInBuckets() {
        DistanceSample sample = new DistanceSample();
        for (int i = 0; i <= DistanceSample.EXACT_LIMIT; i++) {
            sample.add(200);
        }
        assertThat(sample.summary()).isEqualTo(new OrderSummary.Seeks(65_537, 200, 200));
    }

    private static long median(long[] distances, int count) {
        long[] sorted = Arrays.copyOf(distances, count);
        Arrays.sort(sorted);
        return sorted[(count - 1) / 2];
    }
}
