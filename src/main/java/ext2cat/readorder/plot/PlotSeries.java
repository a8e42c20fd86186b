// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.observe.OrderStatistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reads of one model, kept for drawing in bounded memory. Up to {@link #MAX_MARKS} reads have a
 * mark each. When there are more, neighbours in the order share a mark, 2, 4, 8 … reads each: it
 * spans from their lowest to their highest block, data and metadata apart, and of their seeks it
 * shows the longest in each direction.
 */
public final class PlotSeries implements BioSubmitter {

    /** More marks than this a panel of some hundred pixels cannot show. */
    static final int MAX_MARKS = 2048;

    private final String name;
    private final OrderStatistics statistics;
    private final List<PlotMark> marks = new ArrayList<>();
    private long readsPerMark = 1;
    private long reads;
    private Optional<Long> end = Optional.empty();

    /**
     * An empty series.
     *
     * @param name the model's name
     * @param blockBits log2 of the block size
     */
    public PlotSeries(String name, int blockBits) {
        this.name = name;
        this.statistics = new OrderStatistics(blockBits);
    }

    @Override
    public void submit(Bio bio) {
        statistics.submit(bio);
        PlotMark mark = PlotMark.of(bio, end);
        end = Optional.of(bio.diskBlock() + bio.blocks());
        if (reads % readsPerMark != 0) {
            marks.add(marks.removeLast().with(mark));
        } else {
            if (marks.size() == MAX_MARKS) {
                joinPairs();
            }
            marks.add(mark);
        }
        reads++;
    }

    String name() {
        return name;
    }

    List<PlotMark> marks() {
        return marks;
    }

    long readsPerMark() {
        return readsPerMark;
    }

    long reads() {
        return reads;
    }

    OrderSummary summary() {
        return statistics.summary();
    }

    /** Halves the marks; MAX_MARKS is even, so none is left over. */
    private void joinPairs() {
        for (int i = 0; i < MAX_MARKS / 2; i++) {
            marks.set(i, marks.get(2 * i).with(marks.get(2 * i + 1)));
        }
        marks.subList(MAX_MARKS / 2, MAX_MARKS).clear();
        readsPerMark *= 2;
    }
}
