// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line, as a shell splits it: between blanks, unless these are quoted by {@code '},
 * {@code "} or a backslash. Nothing else is special, so that a dollar sign is one.
 */
public final class Words {

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;

    private Words(String line) {
        this.line = line;
    }

    /**
     * The words; none in a line that is empty or begins with a number sign.
     *
     * @throws UsageException if a quotation does not end
     */
    public static List<String> of(String line) {
        if (line.stripLeading().startsWith("#")) {
            return List.of();
        }
        Words words = new Words(line);
        words.split();
        return words.words;
    }

    private void split() {
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\' && quote != '\'' && at + 1 < line.length()) {
                at++;
                add(line.charAt(at));
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    add(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == ' ' || c == '\t') {
                end();
            } else {
                add(c);
            }
        }
        if (quote != 0) {
            throw new UsageException("a quotation does not end: " + line);
        }
        end();
    }

    private void add(char c) {
        word.append(c);
        begun = true;
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }
}
