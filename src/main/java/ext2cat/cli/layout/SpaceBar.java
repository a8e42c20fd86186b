// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Ink;
import ext2cat.cli.text.Terminal;
import ext2cat.inspect.GroupTotals;

import java.io.IOException;
import java.io.Writer;

/** How the blocks of a file system are shared out: in figures, and on a terminal as a bar. */
final class SpaceBar {

    private static final int INDENT = 2;

    private final Terminal terminal;
    private final Writer out;

    SpaceBar(Terminal terminal, Writer out) {
        this.terminal = terminal;
        this.out = out;
    }

    void write(GroupTotals space) throws IOException {
        long[] parts = {space.metadataBlocks(), space.usedBlocks(), space.freeBlocks()};
        String[] names = {"metadata", "used", "free"};
        char[] marks = {'#', '+', '.'};
        Ink[] inks = {Ink.WARNING, Ink.DIRECTORY, Ink.FAINT};
        long all = Math.max(1, parts[0] + parts[1] + parts[2]);
        StringBuilder bar = new StringBuilder();
        StringBuilder legend = new StringBuilder();
        int width = terminal.columns() - 2 * INDENT;
        long before = 0;
        for (int i = 0; i < parts.length; i++) {
            // Both ends are rounded the same way, so that the parts fill the bar.
            long from = Math.round((double) before / all * width);
            before += parts[i];
            long to = Math.round((double) before / all * width);
            String mark = String.valueOf(marks[i]);
            bar.append(inks[i].on(terminal, mark.repeat((int) (to - from)))); // at most a line
            legend.append(
                    "%s%s%s %d (%.1f%%)"
                            .formatted(
                                    i == 0 ? "" : ", ",
                                    terminal.isTerminal() ? inks[i].on(terminal, mark) + " " : "",
                                    names[i],
                                    parts[i],
                                    100.0 * parts[i] / all));
        }
        if (terminal.isTerminal()) {
            out.write(" ".repeat(INDENT) + bar + "\n");
        }
        out.write(" ".repeat(INDENT) + legend + "\n");
    }
}
