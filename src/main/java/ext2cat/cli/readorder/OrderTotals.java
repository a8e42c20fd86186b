// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.mpage.ReadModel;
import ext2cat.readorder.observe.OrderStatistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of many files together, by model: sums, in which the way between files is no seek.
 */
final class OrderTotals {

    private final int blockBits;
    private final Map<String, OrderStatistics> byModel = new LinkedHashMap<>();

    /**
     * Nothing counted yet.
     *
     * @param blockBits log2 of the block size
     */
    OrderTotals(int blockBits) {
        this.blockBits = blockBits;
    }

    /** Takes the reads of another file by that model. */
    OrderStatistics startFile(ReadModel model) {
        OrderStatistics statistics =
                byModel.computeIfAbsent(model.name(), _ -> new OrderStatistics(blockBits));
        statistics.startFile();
        return statistics;
    }

    /** The figures, in the order in which the models came first. */
    List<FileResult.ModelFigures> figures() {
        return byModel.entrySet().stream()
                .map(
                        entry ->
                                new FileResult.ModelFigures(
                                        entry.getKey(), entry.getValue().summary()))
                .toList();
    }
}
