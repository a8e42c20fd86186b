// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.inspect.BlockKind;
import ext2cat.inspect.UseMap;
import ext2cat.readorder.plot.XmlText;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A picture of a whole image: rows of cells from the first block to the last, coloured by what most
 * of a cell's used blocks are for, and filled as high as its blocks are in use. It follows the
 * viewer's preference for light or dark and loads nothing.
 */
final class UsePlot {

    /** Cells that a picture has at most: 256 in each of 64 rows. */
    static final int MOST_CELLS = 1 << 14;

    private static final int MAX_COLUMNS = 256;
    private static final int MIN_COLUMNS = 32;
    private static final int GRID_WIDTH = 1024;
    private static final int GRID_LEFT = 104;
    private static final int GRID_TOP = 168;
    private static final int MAX_ROW_HEIGHT = 20;
    private static final int GRID_HEIGHT = 640;
    private static final int ROW_GAP = 2;
    private static final int WIDTH = GRID_LEFT + GRID_WIDTH + 24;
    private static final int LABEL_EVERY_PIXELS = 24;
    private static final int LEGEND_TOP = 80;
    private static final int LEGEND_COLUMNS = 4;

    private final String image;
    private final String marked;
    private final int blockSizeBytes;
    private final UseMap map;
    private final int columns;
    private final int rows;
    private final int rowHeight;

    /**
     * A picture not drawn yet.
     *
     * @param image the image's name, safe to show
     * @param marked the names of the files that stand out, or nothing
     */
    UsePlot(String image, String marked, int blockSizeBytes, UseMap map) {
        this.image = image;
        this.marked = marked;
        this.blockSizeBytes = blockSizeBytes;
        this.map = map;
        int wide = MIN_COLUMNS;
        while (wide < MAX_COLUMNS && Math.ceilDiv(map.cells(), wide) * 2 > wide) {
            wide *= 2;
        }
        this.columns = wide;
        this.rows = Math.ceilDiv(map.cells(), wide);
        this.rowHeight = Math.min(MAX_ROW_HEIGHT, GRID_HEIGHT / Math.max(1, rows));
    }

    /** Writes the picture as an SVG document. */
    void writeSvg(Appendable out) throws IOException {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        drawing(out);
    }

    /** Writes the picture as an HTML page. */
    void writeHtml(Appendable out) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
        out.append(" style-src 'unsafe-inline'\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
        out.append(XmlText.escaped(heading())).append("</title>\n</head>\n");
        out.append("<body class=\"use-page\">\n");
        drawing(out);
        out.append("</body>\n</html>\n");
    }

    private String heading() {
        return "What the blocks of " + image + " are used for";
    }

    private void drawing(Appendable out) throws IOException {
        int height = GRID_TOP + rows * (rowHeight + ROW_GAP) + 24;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"use\" role=\"img\" ");
        print(out, "viewBox=\"0 0 %d %d\" ", WIDTH, height);
        print(out, "width=\"%d\" height=\"%d\">\n", WIDTH, height);
        print(out, "<title>%s</title>\n", XmlText.escaped(heading()));
        out.append("<style>\n").append(style()).append("</style>\n");
        out.append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        print(
                out,
                "<text class=\"title\" x=\"24\" y=\"34\">%s</text>\n",
                XmlText.escaped(heading()));
        print(out, "<text class=\"note\" x=\"24\" y=\"56\">%s</text>\n", XmlText.escaped(note()));
        legend(out);
        for (int row = 0; row < rows; row++) {
            row(out, row);
        }
        out.append("</svg>\n");
    }

    private String note() {
        long cellBlocks = map.cellBlocks();
        String cell =
                cellBlocks == 1
                        ? "a cell is a block of " + blockSizeBytes + " bytes"
                        : "a cell is %d blocks of %d bytes, filled as high as they are in use"
                                .formatted(cellBlocks, blockSizeBytes);
        return marked.isEmpty() ? cell : cell + "; " + marked + " stands out";
    }

    private void legend(Appendable out) throws IOException {
        int place = 0;
        for (BlockKind kind : BlockKind.values()) {
            long count = map.count(kind);
            if (count > 0 || kind == BlockKind.FREE) {
                legend(out, place, style(kind), kind.label() + ": " + count);
                place++;
            }
        }
        if (!marked.isEmpty()) {
            legend(out, place, "marked", "of " + marked + ": " + map.markedBlocks());
        }
    }

    private static void legend(Appendable out, int place, String style, String text)
            throws IOException {
        int x = 24 + place % LEGEND_COLUMNS * (WIDTH / LEGEND_COLUMNS);
        int y = LEGEND_TOP + place / LEGEND_COLUMNS * 22;
        print(out, "<path class=\"%s\" d=\"M%d %dh16v12h-16z\"/>", style, x, y - 10);
        print(out, "<text class=\"note\" x=\"%d\" y=\"%d\">", x + 24, y);
        print(out, "%s</text>\n", XmlText.escaped(shortened(text)));
    }

    private static String shortened(String text) {
        return text.length() <= 38 ? text : text.substring(0, 37) + "…";
    }

    private void row(Appendable out, int row) throws IOException {
        int first = row * columns;
        int end = Math.min(first + columns, map.cells());
        int top = GRID_TOP + row * (rowHeight + ROW_GAP);
        int every = Math.max(1, LABEL_EVERY_PIXELS / (rowHeight + ROW_GAP));
        if (row % every == 0) {
            print(out, "<text class=\"tick\" x=\"%d\" y=\"%d\">", GRID_LEFT - 8, top + 9);
            print(out, "%d</text>\n", map.blocks(first).first());
        }
        int cellWidth = GRID_WIDTH / columns;
        print(out, "<path class=\"free\" d=\"M%d %d", GRID_LEFT, top);
        print(out, "h%dv%dh-%1$dz\"/>\n", (end - first) * cellWidth, rowHeight);
        int cell = first;
        while (cell < end) {
            int next = cell + 1;
            while (next < end && looksAs(cell, next)) {
                next++;
            }
            run(out, cell, next, GRID_LEFT + (cell - first) * cellWidth, top, cellWidth);
            cell = next;
        }
    }

    private boolean looksAs(int cell, int other) {
        return map.mostOf(cell) == map.mostOf(other)
                && fill(cell) == fill(other)
                && map.isMarked(cell) == map.isMarked(other);
    }

    /** Cells that look the same, as one figure. */
    private void run(Appendable out, int cell, int end, int x, int top, int cellWidth)
            throws IOException {
        BlockKind kind = map.mostOf(cell);
        int fill = map.isMarked(cell) ? rowHeight : fill(cell);
        if (fill == 0) {
            return;
        }
        long first = map.blocks(cell).first();
        long last = map.blocks(end - 1).last();
        String style = map.isMarked(cell) ? "marked" : style(kind);
        print(out, "<path class=\"%s\" d=\"M%d %d", style, x, top + rowHeight - fill);
        print(out, "h%dv%dh-%1$dz\">", (end - cell) * cellWidth, fill);
        print(
                out,
                "<title>%s: ",
                first == last ? "block " + first : "blocks " + first + "-" + last);
        print(out, "%s%s</title></path>\n", kind.label(), map.isMarked(cell) ? ", " + shown() : "");
    }

    private String shown() {
        return XmlText.escaped(marked);
    }

    /** How high a cell is filled: at least a little if anything of it is used. */
    private int fill(int cell) {
        long blocks = map.blocks(cell).count();
        long used = blocks - map.count(cell, BlockKind.FREE);
        boolean none = map.mostOf(cell) == BlockKind.FREE;
        return none ? 0 : (int) Math.max(2, Math.round((double) used / blocks * rowHeight));
    }

    private static String style(BlockKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String style() throws IOException {
        try (InputStream in = UsePlot.class.getResourceAsStream("use.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void print(Appendable out, String format, Object... values) throws IOException {
        out.append(String.format(Locale.ROOT, format, values));
    }
}
