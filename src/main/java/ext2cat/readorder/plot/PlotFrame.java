// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import java.io.IOException;
import java.util.Locale;

/**
 * A frame with axes, and inside of it a drawing of its own whose view can be moved, in units of
 * {@link #UNITS} in both directions.
 */
final class PlotFrame {

    /** The size of the inner drawing: fine enough to be looked at a thousand times larger. */
    private static final double UNITS = 10_000;

    private static final int MAX_TICKS = 6;

    private final Appendable out;
    private final Axis reads;
    private final Axis blocks;
    private final int x;
    private final int y;
    private final int width;
    private final int height;

    /** A frame whose upper left corner is at (x, y). */
    PlotFrame(Appendable out, Axis reads, Axis blocks, int x, int y, int width, int height) {
        this.out = out;
        this.reads = reads;
        this.blocks = blocks;
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    /** Opens the group of all that belongs to the frame. */
    void open(String classes) throws IOException {
        print(
                "<g class=\"%s\" data-reads=\"%s %s\" data-blocks=\"%s %s\">\n",
                classes,
                number(reads.low()),
                number(reads.high()),
                number(blocks.low()),
                number(blocks.high()));
    }

    /** Draws the frame and its axes, then opens the inner drawing. */
    void openView() throws IOException {
        print("<rect class=\"frame\" x=\"%d\" y=\"%d\" ", x, y);
        print("width=\"%d\" height=\"%d\"/>\n", width, height);
        ticks();
        print("<svg class=\"view\" x=\"%d\" y=\"%d\" width=\"%d\" ", x, y, width);
        print("height=\"%d\" viewBox=\"0 0 %d %d\" ", height, (long) UNITS, (long) UNITS);
        print("preserveAspectRatio=\"none\">\n");
    }

    /** Opens the strip below the frame, one unit high, that shows where the seeks back are. */
    void openRug(int pixels) throws IOException {
        print("<svg class=\"rug\" x=\"%d\" y=\"%d\" width=\"%d\" ", x, y + height + 2, width);
        print("height=\"%d\" viewBox=\"0 0 %d 1\" ", pixels, (long) UNITS);
        print("preserveAspectRatio=\"none\">\n");
    }

    /** Closes the inner drawing or the strip. */
    void closeView() throws IOException {
        print("</svg>\n");
    }

    /** Closes the group. */
    void close() throws IOException {
        print("</g>\n");
    }

    /** Text at a distance from the frame's lower edge. */
    void note(int below, String text) throws IOException {
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

    /** Where a read lies in the inner drawing, from the left. */
    String place(double read) {
        return number(reads.place(read, UNITS));
    }

    /** Where a block lies in the inner drawing, from the top. */
    String height(long block) {
        return number(UNITS - blocks.place(block, UNITS));
    }

    void print(String format, Object... args) throws IOException {
        out.append(args.length == 0 ? format : String.format(Locale.ROOT, format, args));
    }

    /** A number with as many decimals as a drawing needs. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
