// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import java.io.IOException;
import java.util.List;

/** What the colours, lines and marks of a picture mean. */
final class PlotLegend {

    /** The height of a line. */
    static final int LINE_PIXELS = 20;

    private static final int LEFT = 24;
    private static final int SAMPLE_PIXELS = 46;

    private final Appendable out;
    private final int top;

    PlotLegend(Appendable out, int top) {
        this.out = out;
        this.top = top;
    }

    /** One line: the colours of panels that stand side by side. */
    void panels() throws IOException {
        String[][] entries = {
            {"data", "data"},
            {"metadata", "metadata (blocks of the map)"},
            {"seek back", "seek back (also marked below the frame)"},
            {"seek forward", "seek forward"}
        };
        int x = LEFT;
        for (String[] entry : entries) {
            line(entry[0], x, top, 22);
            text(x + 32, top, entry[1]);
            x += 60 + entry[1].length() * 6;
        }
    }

    /** A line for each model, and one for what they have in common. */
    void overlay(List<PlotSeries> all) throws IOException {
        for (int i = 0; i < all.size(); i++) {
            int y = top + i * LINE_PIXELS;
            out.append("<g class=\"legend overlay\"><g class=\"m").append(String.valueOf(i));
            out.append("\">");
            line("seek back", LEFT, y, SAMPLE_PIXELS);
            bar(LEFT + SAMPLE_PIXELS / 2, y);
            out.append("</g></g>\n<text class=\"note\" x=\"%d\" y=\"%d\">".formatted(84, y + 4));
            out.append("<tspan class=\"model\">").append(XmlText.escaped(all.get(i).name()));
            out.append("</tspan><tspan dx=\"10\">").append(PlotPanel.figures(all.get(i)));
            out.append("</tspan></text>\n");
        }
        text(
                LEFT,
                top + all.size() * LINE_PIXELS,
                "bar: a read of data; large mark: a read of metadata (blocks of the map); line: a"
                        + " seek, heavy if back, which is also marked below the frame");
    }

    private void line(String kind, int x, int y, int length) throws IOException {
        out.append("<path class=\"%s\" d=\"M%d %dh%d\"/>".formatted(kind, x, y, length));
    }

    private void bar(int x, int y) throws IOException {
        out.append("<path class=\"data\" d=\"M%d %dv9\"/>".formatted(x, y - 4));
    }

    private void text(int x, int y, String text) throws IOException {
        out.append("<text class=\"note\" x=\"%d\" y=\"%d\">".formatted(x, y + 4));
        out.append(text).append("</text>\n");
    }
}
