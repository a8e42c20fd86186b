// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.map.BlockMap;
import ext2cat.readorder.OrderSummary;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The figures of several models side by side, in at most 80 columns for up to four models:
 *
 * <pre>
 *                            ext2   no-boundary     per-block
 * reads                         3             3            17
 * </pre>
 */
final class FigureTable {

    private static final int LABEL_WIDTH = 22;
    private static final int COLUMN_WIDTH = 14;

    private FigureTable() {}

    /**
     * Prints the table.
     *
     * @param out where to
     * @param figures one column each, in this order
     */
    static void print(Appendable out, List<FileResult.ModelFigures> figures) throws IOException {
        row(out, figures, "", FileResult.ModelFigures::model);
        number(out, figures, "reads", OrderSummary::reads);
        number(out, figures, "bytes", OrderSummary::bytes);
        number(out, figures, "mean read, bytes", sum -> Math.round(sum.meanBytes()));
        number(out, figures, "largest read, bytes", OrderSummary::largestBytes);
        number(out, figures, "one-block reads", OrderSummary::oneBlockReads);
        number(out, figures, "metadata reads", OrderSummary::metadataReads);
        for (String node : nodes(figures)) {
            number(out, figures, "  " + node, sum -> sum.mapReads(node));
        }
        seeks(out, figures, "seeks forward", OrderSummary::forward);
        seeks(out, figures, "seeks backward", OrderSummary::backward);
        row(out, figures, "sequential share", model -> share(model.summary()));
    }

    /**
     * What the blocks of the maps are called, lowest level first: those that were read, and all
     * that pointers have unless only extents were read.
     */
    private static Set<String> nodes(List<FileResult.ModelFigures> figures) {
        Set<String> pointers = new LinkedHashSet<>();
        for (int level = 1; level <= BlockMap.LEVELS; level++) {
            pointers.add(BlockMap.use(level).text());
        }
        Set<String> read = new LinkedHashSet<>();
        for (FileResult.ModelFigures model : figures) {
            model.summary().mapReads().keySet().forEach(use -> read.add(use.text()));
        }
        if (read.isEmpty() || read.stream().anyMatch(pointers::contains)) {
            pointers.addAll(read);
            return pointers;
        }
        return read;
    }

    private static void seeks(
            Appendable out,
            List<FileResult.ModelFigures> figures,
            String label,
            Function<OrderSummary, OrderSummary.Seeks> seeks)
            throws IOException {
        number(out, figures, label, sum -> seeks.apply(sum).count());
        number(out, figures, "  mean, sectors", sum -> Math.round(seeks.apply(sum).meanSectors()));
        number(out, figures, "  median, sectors", sum -> seeks.apply(sum).medianSectors());
    }

    private static void number(
            Appendable out,
            List<FileResult.ModelFigures> figures,
            String label,
            Function<OrderSummary, Long> value)
            throws IOException {
        row(out, figures, label, model -> Long.toString(value.apply(model.summary())));
    }

    private static void row(
            Appendable out,
            List<FileResult.ModelFigures> figures,
            String label,
            Function<FileResult.ModelFigures, String> value)
            throws IOException {
        StringBuilder line = new StringBuilder(label);
        int width = LABEL_WIDTH;
        for (FileResult.ModelFigures model : figures) {
            String text = value.apply(model);
            width += COLUMN_WIDTH;
            line.repeat(' ', Math.max(1, width - line.length() - text.length())).append(text);
        }
        out.append(line).append('\n');
    }

    private static String share(OrderSummary sum) {
        return sum.sequentialShare().isPresent()
                ? String.format(Locale.ROOT, "%.1f %%", 100 * sum.sequentialShare().getAsDouble())
                : "-";
    }
}
