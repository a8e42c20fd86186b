// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.text.TextOut;

import java.io.IOException;
import java.util.List;

/**
 * As many columns as fit a line, filled from top to bottom ({@code ls -C}); or one column, where a
 * line is no wider than one.
 */
final class LsColumns implements LsLayout {

    /** Two spaces between columns, and a name of at least one character. */
    private static final int MIN_COLUMN_WIDTH = 3;

    private static final int SPACE_BETWEEN = 2;

    private final LsStyle style;
    private final LsNames names;
    private final int lineWidth;

    LsColumns(LsStyle style, LsNames names, int lineWidth) {
        this.style = style;
        this.names = names;
        this.lineWidth = lineWidth;
    }

    @Override
    public void write(TextOut out, List<LsEntry> entries, boolean ofDirectory) throws IOException {
        LsPrefix prefix = new LsPrefix(style, entries);
        if (ofDirectory && style.blocks()) {
            prefix.writeTotal(out, entries);
        }
        int[] widths =
                lineWidth <= MIN_COLUMN_WIDTH
                        ? new int[entries.size()]
                        : entries.stream()
                                .mapToInt(entry -> prefix.width() + names.width(entry))
                                .toArray();
        int columns = columns(widths);
        int rows = Math.ceilDiv(entries.size(), Math.max(1, columns));
        for (int row = 0; row < rows; row++) {
            for (int i = row; i < widths.length; i += rows) {
                prefix.write(out, entries.get(i));
                names.write(out, entries.get(i));
                if (i + rows < widths.length) {
                    out.spaces(columnWidth(widths, i / rows, rows) + SPACE_BETWEEN - widths[i]);
                }
            }
            out.put('\n');
        }
    }

    /** The largest number of columns that fit. */
    private int columns(int[] widths) {
        for (int columns = Math.min(widths.length, lineWidth / MIN_COLUMN_WIDTH);
                columns > 1;
                columns--) {
            int rows = Math.ceilDiv(widths.length, columns);
            // Fewer columns may fill as many rows; those are tried later.
            if (Math.ceilDiv(widths.length, rows) == columns && fit(widths, rows, columns)) {
                return columns;
            }
        }
        return 1;
    }

    private boolean fit(int[] widths, int rows, int columns) {
        int total = (columns - 1) * SPACE_BETWEEN;
        for (int column = 0; column < columns && total < lineWidth; column++) {
            int width = columnWidth(widths, column, rows);
            total += column == columns - 1 ? Math.max(MIN_COLUMN_WIDTH, width) : width;
        }
        return total < lineWidth;
    }

    private static int columnWidth(int[] widths, int column, int rows) {
        int width = 0;
        int end = Math.min(widths.length, (column + 1) * rows);
        for (int i = column * rows; i < end; i++) {
            width = Math.max(width, widths[i]);
        }
        return width;
    }
}
