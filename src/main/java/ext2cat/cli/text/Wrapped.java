// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

/** Long lines, broken between words where a terminal ends; for programs a line stays a line. */
public final class Wrapped {

    private static final int NEVER = Integer.MAX_VALUE;

    private Wrapped() {}

    /**
     * A line with its end.
     *
     * @param head how the line begins
     * @param indent how far the lines that follow are moved in
     * @param text words with a space between each two, none of them coloured
     */
    public static String line(Terminal terminal, String head, int indent, String text) {
        return line(terminal.isTerminal() ? terminal.columns() : NEVER, head, indent, text);
    }

    /** A line with its end, broken before {@code columns} wherever it is written. */
    public static String line(int columns, String head, int indent, String text) {
        StringBuilder lines = new StringBuilder(head);
        int column = head.length();
        boolean begins = true;
        for (String word : text.split(" ")) {
            int needed = word.length() + (begins ? 0 : 1);
            if (!begins && column + needed > columns) {
                lines.append('\n').append(" ".repeat(indent));
                column = indent;
                begins = true;
                needed = word.length();
            }
            lines.append(begins ? "" : " ").append(word);
            column += needed;
            begins = false;
        }
        return lines.toString().stripTrailing() + "\n";
    }
}
