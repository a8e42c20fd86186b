// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

/** Long lines, broken between words where a terminal ends; for programs a line stays a line. */
public final class Wrapped {

    private Wrapped() {}

    /**
     * A line with its end.
     *
     * @param head how the line begins
     * @param indent how far the lines that follow are moved in
     * @param text words with a space between each two, none of them coloured
     */
    public static String line(Terminal terminal, String head, int indent, String text) {
        if (!terminal.isTerminal()) {
            return (head + text).stripTrailing() + "\n";
        }
        StringBuilder lines = new StringBuilder(head);
        int column = head.length();
        boolean begins = true;
        for (String word : text.split(" ")) {
            int needed = word.length() + (begins ? 0 : 1);
            if (!begins && column + needed > terminal.columns()) {
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
