// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import ext2cat.readorder.OrderSummary;

import java.io.IOException;
import java.util.List;

/** What is drawn in one frame: a model alone, or several over each other. */
final class PlotPanel {

    /** From here on marks are drawn thin, so that neighbours stay apart. */
    private static final int MANY_MARKS = 80;

    /** How far marks of two models stand apart, in reads. */
    private static final double SHIFT_READS = 0.2;

    private static final int RUG_PIXELS = 7;

    private final PlotFrame frame;

    PlotPanel(PlotFrame frame) {
        this.frame = frame;
    }

    /** Draws one model, with its heading above the frame. */
    void draw(PlotSeries series, int x, int y) throws IOException {
        frame.open(series.marks().size() > MANY_MARKS ? "panel many" : "panel");
        frame.print("<text class=\"model\" x=\"%d\" y=\"%d\">", x, y - 26);
        frame.print("model %s</text>\n", XmlText.escaped(series.name()));
        frame.print("<text class=\"note\" x=\"%d\" y=\"%d\">", x, y - 9);
        frame.print("%s</text>\n", figures(series));
        frame.openView();
        SeriesDrawing drawing = new SeriesDrawing(frame, series, 0);
        drawing.seeks();
        drawing.marks("");
        frame.closeView();
        frame.openRug(RUG_PIXELS);
        drawing.rug(0, 1);
        frame.closeView();
        joined(series.readsPerMark());
        frame.close();
    }

    /** Draws all models over each other, the first on top. */
    void overlay(List<PlotSeries> all) throws IOException {
        int most = all.stream().mapToInt(series -> series.marks().size()).max().orElse(0);
        frame.open(most > MANY_MARKS ? "panel overlay many" : "panel overlay");
        frame.openView();
        for (int i = all.size() - 1; i >= 0; i--) {
            frame.print("<g class=\"m%d\">\n", i);
            drawing(all, i).seeks();
            frame.print("</g>\n");
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            frame.print("<g class=\"m%d\">\n", i);
            drawing(all, i).marks(all.get(i).name() + ", ");
            frame.print("</g>\n");
        }
        frame.closeView();
        frame.openRug(RUG_PIXELS + 2 * all.size());
        for (int i = 0; i < all.size(); i++) {
            frame.print("<g class=\"m%d\">", i);
            drawing(all, i).rug((double) i / all.size(), (i + 1.0) / all.size());
            frame.print("</g>\n");
        }
        frame.closeView();
        joined(all.stream().mapToLong(PlotSeries::readsPerMark).max().orElse(1));
        frame.close();
    }

    private SeriesDrawing drawing(List<PlotSeries> all, int index) {
        double shift = (index - (all.size() - 1) / 2.0) * SHIFT_READS;
        return new SeriesDrawing(frame, all.get(index), shift);
    }

    private void joined(long readsPerMark) throws IOException {
        if (readsPerMark > 1) {
            frame.note(
                    64,
                    "A mark stands for %d reads in a row: from their lowest to"
                            .formatted(readsPerMark));
            frame.note(80, "their highest block, with their longest seeks.");
        }
    }

    /** How many reads and seeks a model needs. */
    static String figures(PlotSeries series) {
        OrderSummary summary = series.summary();
        return "%d reads, %d metadata; seeks: %d back, %d forward"
                .formatted(
                        summary.reads(),
                        summary.metadataReads(),
                        summary.backward().count(),
                        summary.forward().count());
    }
}
