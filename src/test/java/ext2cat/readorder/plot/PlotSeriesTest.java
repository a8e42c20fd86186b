// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;
import ext2cat.map.BlockMap;

import org.junit.jupiter.api.Test;

import java.util.List;

class PlotSeriesTest {

    @Test
    void eachReadHasAMarkAsLongAsTheyAreFew() {
        PlotSeries series = series(data(100, 12), indirect(200), data(112, 4));
        assertThat(series.readsPerMark()).isEqualTo(1);
        assertThat(series.marks()).hasSize(3);
        assertThat(series.marks().get(1).metadata()).contains(new PlotMark.Span(200, 201));
        assertThat(series.marks().get(1).forward()).contains(new PlotMark.Seek(112, 200));
        assertThat(series.marks().get(2).back()).contains(new PlotMark.Seek(201, 112));
        assertThat(series.marks().get(2).text(3))
                .isEqualTo("read 3: data 0-3 at 112-115, 4 blocks\nends by: end of window");
    }

    @Test
    void manyReadsShareMarksThatSpanThem() {
        PlotSeries series = new PlotSeries("ext2", 10);
        int reads = PlotSeries.MAX_MARKS * 4 + 1;
        for (int i = 0; i < reads; i++) {
            series.submit(i % 3 == 2 ? indirect(1_000_000 + i) : data(i * 10L, 5));
        }
        assertThat(series.readsPerMark()).isEqualTo(8);
        assertThat(series.marks()).hasSize(PlotSeries.MAX_MARKS / 2 + 1);
        assertThat(series.marks().stream().mapToLong(PlotMark::reads).sum()).isEqualTo(reads);
        PlotMark first = series.marks().getFirst();
        assertThat(first.data()).contains(new PlotMark.Span(0, 75));
        assertThat(first.metadata()).contains(new PlotMark.Span(1_000_002, 1_000_006));
        assertThat(first.back()).contains(new PlotMark.Seek(1_000_003, 30));
        assertThat(first.forward()).contains(new PlotMark.Seek(15, 1_000_002));
        assertThat(first.seeksBack()).isEqualTo(2);
        assertThat(first.text(1))
                .isEqualTo("reads 1-8\ndata at 0-74\nmetadata at 1000002-1000005\nseeks back: 2");
    }

    @Test
    void ticksAreWholeRoundNumbersInsideTheAxis() {
        assertThat(new Axis(0.5, 3.5).ticks(6)).containsExactly(1L, 2L, 3L);
        assertThat(new Axis(6182.5, 6200.5).ticks(6)).containsExactly(6185L, 6190L, 6195L, 6200L);
        assertThat(new Axis(0, 4e9).ticks(6))
                .containsExactly(
                        0L, 1_000_000_000L, 2_000_000_000L, 3_000_000_000L, 4_000_000_000L);
    }

    @Test
    void namesCannotLeaveTheirElement() {
        assertThat(XmlText.escaped("</title><script>\"'&\u0007\ud800ü"))
                .isEqualTo("&lt;/title&gt;&lt;script&gt;&quot;&#39;&amp;\ufffd\ufffdü");
    }

    static PlotSeries series(Bio... bios) {
        PlotSeries series = new PlotSeries("ext2", 10);
        for (Bio bio : bios) {
            series.submit(bio);
        }
        return series;
    }

    static Bio data(long diskBlock, long blocks) {
        return new Bio(
                diskBlock,
                blocks,
                Bio.Op.READAHEAD,
                BlockUse.DATA,
                List.of(new BioVec(0, blocks)),
                EndReason.WINDOW_END,
                (_, _, _, _) -> {});
    }

    static Bio indirect(long diskBlock) {
        return Bio.ofMetadata(diskBlock, BlockMap.use(1), 12, (_, _, _, _) -> {});
    }
}
