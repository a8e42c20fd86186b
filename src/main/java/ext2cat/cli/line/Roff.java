// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

/** Text in the language of manual pages: roff with the {@code man} macros. */
final class Roff {

    private static final int LINE_COLUMNS = 78;

    private final StringBuilder text = new StringBuilder();

    /** Begins a part of the page. */
    Roff section(String heading) {
        return macro("SH", heading);
    }

    /** Begins a part of a section. */
    Roff subsection(String heading) {
        return macro("SS", heading);
    }

    /** A macro and its arguments. */
    Roff macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            String plain = argument.replace("\\", "\\e").replace("\"", "\\(dq");
            text.append(" \"").append(plain).append('"');
        }
        text.append('\n');
        return this;
    }

    /** A remark that nobody sees but in the source. */
    Roff comment(String words) {
        text.append(".\\\" ").append(words).append('\n');
        return this;
    }

    /** Running text. */
    Roff text(String words) {
        StringBuilder line = new StringBuilder();
        for (String word : escaped(words).split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() >= LINE_COLUMNS) {
                line(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        return line(line.toString());
    }

    /** A line that is roff already, as {@link #bold} and {@link #italic} make it. */
    Roff line(String roff) {
        // A line that began so would be taken for a macro.
        text.append(roff.startsWith(".") || roff.startsWith("'") ? "\\&" : "")
                .append(roff)
                .append('\n');
        return this;
    }

    /** A term that the text after it explains. */
    Roff term(String roff) {
        macro("TP");
        return line(roff);
    }

    /** Plain words in roff. */
    static String escaped(String words) {
        return words.replace("\\", "\\e").replace("-", "\\-");
    }

    /** Words that are typed as they stand. */
    static String bold(String words) {
        return "\\fB" + escaped(words) + "\\fR";
    }

    /** Words that stand for others. */
    static String italic(String words) {
        return "\\fI" + escaped(words) + "\\fR";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
