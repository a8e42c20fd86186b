// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A picture of an order of reads: disk block over submission order, all models over each other in
 * one panel, or a panel for each to the same scale. It follows the viewer's preference for light or
 * dark and loads nothing. Who cannot tell the colours apart has the shapes: each model's lines are
 * broken in a way of their own, and its marks stand in a place of their own beside their read.
 */
public final class OrderPlot {

    private static final int PANELS_WIDTH = 1060;
    private static final int PANEL_GAP = 100;
    private static final int MIN_PANEL_WIDTH = 280;
    private static final int PANEL_HEIGHT = 380;
    private static final int PANEL_LEFT = 92;
    private static final int LEGEND_TOP = 58;
    private static final int BELOW_PANEL = 92;

    private final String title;
    private final PlotStyle style;
    private final List<PlotSeries> series;

    /**
     * A picture of these series.
     *
     * @param title the file's name, shown above
     * @param style how they share it
     * @param series the models, at least one; from left to right, or from the top down
     */
    public OrderPlot(String title, PlotStyle style, List<PlotSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("no series to draw");
        }
        this.title = title;
        this.style = style;
        this.series = List.copyOf(series);
    }

    /** Writes the picture as an SVG document, in UTF-8 as its first line says. */
    public void writeSvg(Appendable out) throws IOException {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        drawing(out);
    }

    /** Writes the picture as an HTML page that shows what is under the pointer, and zooms. */
    public void writeHtml(Appendable out) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
        out.append(" style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
        out.append(XmlText.escaped(heading())).append("</title>\n<style>\n");
        out.append(resource("page.css")).append("</style>\n</head>\n<body>\n");
        drawing(out);
        out.append("<p>Wheel: zoom. With Shift: only the reads. Drag: move. Double click: all.\n");
        out.append("<p id=\"tip\" hidden></p>\n<script>\n");
        out.append(resource("page.js")).append("</script>\n</body>\n</html>\n");
    }

    private String heading() {
        return "Order of reads: " + title;
    }

    private void drawing(Appendable out) throws IOException {
        int panelWidth = panelWidth();
        int distance = panelWidth + PANEL_GAP;
        int width = PANEL_LEFT + (panels() - 1) * distance + panelWidth + 24;
        int top = panelTop();
        int height = top + PANEL_HEIGHT + BELOW_PANEL;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"order\" role=\"img\" ");
        out.append("viewBox=\"0 0 %d %d\" ".formatted(width, height));
        out.append("width=\"%d\" height=\"%d\">\n".formatted(width, height));
        out.append("<style>\n").append(resource("plot.css")).append("</style>\n");
        out.append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        out.append("<text class=\"title\" x=\"24\" y=\"34\">");
        out.append(XmlText.escaped(heading())).append("</text>\n");
        out.append("<text class=\"label\" text-anchor=\"middle\" transform=\"rotate(-90)\" ");
        out.append("x=\"%d\" y=\"20\">".formatted(-(top + PANEL_HEIGHT / 2)));
        out.append("disk block</text>\n");
        PlotLegend legend = new PlotLegend(out, LEGEND_TOP);
        if (style == PlotStyle.OVERLAY) {
            legend.overlay(series);
            panel(out, PANEL_LEFT, panelWidth).overlay(series);
        } else {
            legend.panels();
            for (int i = 0; i < series.size(); i++) {
                int x = PANEL_LEFT + i * distance;
                panel(out, x, panelWidth).draw(series.get(i), x, top);
            }
        }
        out.append("</svg>\n");
    }

    private PlotPanel panel(Appendable out, int x, int panelWidth) {
        Axis reads = readAxis();
        Axis blocks = blockAxis();
        return new PlotPanel(
                new PlotFrame(out, reads, blocks, x, panelTop(), panelWidth, PANEL_HEIGHT));
    }

    private int panels() {
        return style == PlotStyle.OVERLAY ? 1 : series.size();
    }

    /** Below the legend, and with panels side by side below their headings too. */
    private int panelTop() {
        return style == PlotStyle.OVERLAY
                ? LEGEND_TOP + (series.size() + 1) * PlotLegend.LINE_PIXELS
                : LEGEND_TOP + 66;
    }

    /** As wide as they can be side by side on a page, but not so narrow that they say nothing. */
    private int panelWidth() {
        int gaps = (panels() - 1) * PANEL_GAP;
        return Math.max(MIN_PANEL_WIDTH, (PANELS_WIDTH - gaps) / panels());
    }

    /** From half a read before the first to half a read after the last. */
    private Axis readAxis() {
        long most = series.stream().mapToLong(PlotSeries::reads).max().orElseThrow();
        return new Axis(0.5, Math.max(1, most) + 0.5);
    }

    /** From the lowest block to the highest, and a little more on both sides. */
    private Axis blockAxis() {
        long low = Long.MAX_VALUE;
        long end = 0;
        for (PlotSeries one : series) {
            for (PlotMark mark : one.marks()) {
                for (var span : List.of(mark.data(), mark.metadata())) {
                    if (span.isPresent()) {
                        low = Math.min(low, span.get().low());
                        end = Math.max(end, span.get().end());
                    }
                }
            }
        }
        if (end == 0) {
            return new Axis(0, 1);
        }
        double margin = (end - low) * 0.03;
        return new Axis(low - margin, end + margin);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = OrderPlot.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
