// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.plot;

import ext2cat.trace.OrderSummary;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One model's part of the picture: a frame with axes, and inside of it a drawing of its own whose
 * view can be moved, in units of {@link #UNITS} in both directions.
 */
final class PlotPanel {

    /** The size of the inner drawing: fine enough to be looked at a thousand times larger. */
    private static final double UNITS = 10_000;

    private static final int MAX_TICKS = 6;

    /** From here on marks are drawn thin, so that neighbours stay apart. */
    private static final int MANY_MARKS = 80;

    private final Appendable out;
    private final Axis reads;
    private final Axis blocks;
    private final int x;
    private final int y;
    private final int width;
    private final int height;

    /** A panel whose frame has its upper left corner at (x, y). */
    PlotPanel(Appendable out, Axis reads, Axis blocks, int x, int y, int width, int height) {
        this.out = out;
        this.reads = reads;
        this.blocks = blocks;
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    void draw(PlotSeries series) throws IOException {
        OrderSummary summary = series.summary();
        print(
                "<g class=\"panel%s\" data-reads=\"%s %s\" data-blocks=\"%s %s\">\n",
                series.marks().size() > MANY_MARKS ? " many" : "",
                number(reads.low()),
                number(reads.high()),
                number(blocks.low()),
                number(blocks.high()));
        print("<text class=\"model\" x=\"%d\" y=\"%d\">", x, y - 26);
        print("model %s</text>\n", XmlText.escaped(series.name()));
        print("<text class=\"note\" x=\"%d\" y=\"%d\">", x, y - 9);
        print("%d reads, %d metadata; ", summary.reads(), summary.metadataReads());
        print("seeks: %d back, %d forward", summary.backward().count(), summary.forward().count());
        print("</text>\n<rect class=\"frame\" x=\"%d\" y=\"%d\" ", x, y);
        print("width=\"%d\" height=\"%d\"/>\n", width, height);
        ticks();
        print("<svg class=\"view\" x=\"%d\" y=\"%d\" width=\"%d\" ", x, y, width);
        print("height=\"%d\" viewBox=\"0 0 %d %d\" ", height, (long) UNITS, (long) UNITS);
        print("preserveAspectRatio=\"none\">\n");
        seeks("forward", series, PlotMark::forward);
        seeks("back", series, PlotMark::back);
        marks(series);
        print("</svg>\n");
        rug(series);
        if (series.readsPerMark() > 1) {
            note(
                    64,
                    "A mark stands for %d reads in a row: from their lowest to"
                            .formatted(series.readsPerMark()));
            note(80, "their highest block, with their longest seeks.");
        }
        print("</g>\n");
    }

    private void note(int below, String text) throws IOException {
        print("<text class=\"note\" x=\"%d\" y=\"%d\">%s</text>\n", x, y + height + below, text);
    }

    private void ticks() throws IOException {
        print("<g class=\"ticks\">\n");
        for (long tick : reads.ticks(MAX_TICKS)) {
            double at = x + reads.place(tick, width);
            print("<text class=\"tick x\" x=\"%s\" y=\"%d\">", number(at), y + height + 23);
            print("%d</text>\n", tick);
        }
        for (long tick : blocks.ticks(MAX_TICKS)) {
            double at = y + height - blocks.place(tick, height);
            print("<path class=\"grid\" d=\"M%d %sh%d\"/>", x, number(at), width);
            print("<text class=\"tick y\" x=\"%d\" y=\"%s\">", x - 6, number(at + 4));
            print("%d</text>\n", tick);
        }
        print("</g>\n<text class=\"label x\" x=\"%d\" y=\"%d\">", x + width / 2, y + height + 42);
        print("reads in the order of their submission</text>\n");
    }

    private void seeks(String kind, PlotSeries series, SeekOfMark which) throws IOException {
        print("<path class=\"seek %s\" d=\"", kind);
        List<PlotMark> marks = series.marks();
        for (int i = 0; i < marks.size(); i++) {
            if (which.of(marks.get(i)).isPresent()) {
                PlotMark.Seek seek = which.of(marks.get(i)).get();
                // The first of all reads has no seek, so there is a mark before this one, or the
                // seek is inside of it.
                print(
                        "M%s %sL%s %s",
                        place(series, Math.max(0, i - 1)),
                        height(seek.from()),
                        place(series, i),
                        height(seek.to()));
            }
        }
        print("\"/>\n");
    }

    /** A strip below the frame that shows where the seeks back are, however short. */
    private void rug(PlotSeries series) throws IOException {
        print("<svg class=\"rug\" x=\"%d\" y=\"%d\" width=\"%d\" ", x, y + height + 2, width);
        print("height=\"7\" viewBox=\"0 0 %d 1\" ", (long) UNITS);
        print("preserveAspectRatio=\"none\">\n<path class=\"seek back\" d=\"");
        for (int i = 0; i < series.marks().size(); i++) {
            if (series.marks().get(i).back().isPresent()) {
                print("M%s 0v1", place(series, i));
            }
        }
        print("\"/>\n</svg>\n");
    }

    /** One of the seeks of a mark. */
    private interface SeekOfMark {
        Optional<PlotMark.Seek> of(PlotMark mark);
    }

    private void marks(PlotSeries series) throws IOException {
        long firstRead = 1;
        for (int i = 0; i < series.marks().size(); i++) {
            PlotMark mark = series.marks().get(i);
            print("<g class=\"mark\"><title>");
            print("%s</title>", XmlText.escaped(mark.text(firstRead)));
            String at = place(series, i);
            if (mark.data().isPresent()) {
                span("data", at, mark.data().get());
            }
            if (mark.metadata().isPresent()) {
                span("metadata", at, mark.metadata().get());
            }
            print("</g>\n");
            firstRead += mark.reads();
        }
    }

    private void span(String kind, String at, PlotMark.Span span) throws IOException {
        print(
                "<path class=\"%s\" d=\"M%s %sV%s\"/>",
                kind, at, height(span.low()), height(span.end()));
    }

    /** Where a mark lies in the inner drawing, from the left: at the middle of its reads. */
    private String place(PlotSeries series, int mark) {
        double middle =
                1 + mark * series.readsPerMark() + (series.marks().get(mark).reads() - 1) / 2.0;
        return number(reads.place(middle, UNITS));
    }

    /** Where a block lies in the inner drawing, from the top. */
    private String height(long block) {
        return number(UNITS - blocks.place(block, UNITS));
    }

    private void print(String format, Object... args) throws IOException {
        out.append(args.length == 0 ? format : String.format(Locale.ROOT, format, args));
    }

    /** A number with as many decimals as a drawing needs. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
