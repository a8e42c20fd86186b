// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A glob as {@link java.nio.file.FileSystem#getPathMatcher} describes it, as a regular expression:
 * {@code *.{c,h}} becomes {@code [^/]*\.(?:(?:c)|(?:h))}.
 */
final class GlobRegex {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private boolean inGroup;

    private GlobRegex(String glob) {
        this.glob = glob;
    }

    /**
     * The pattern that matches a whole path.
     *
     * @throws PatternSyntaxException if a bracket or a brace is not closed, or a group is in a
     *     group
     */
    static Pattern compile(String glob) {
        GlobRegex translation = new GlobRegex(glob);
        while (translation.at < glob.length()) {
            translation.translate(translation.take());
        }
        if (translation.inGroup) {
            throw translation.wrong("a { without its }");
        }
        return Pattern.compile(translation.regex.toString(), Pattern.DOTALL);
    }

    private char take() {
        return glob.charAt(at++);
    }

    private boolean takes(char c) {
        if (at < glob.length() && glob.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private PatternSyntaxException wrong(String what) {
        return new PatternSyntaxException(what, glob, at - 1);
    }

    private void translate(char c) {
        switch (c) {
            case '\\' -> literal(escaped());
            case '*' -> regex.append(takes('*') ? ".*" : "[^/]*");
            case '?' -> regex.append("[^/]");
            case '[' -> brackets();
            case '{' -> beginGroup();
            case '}' -> endGroup();
            case ',' -> regex.append(inGroup ? ")|(?:" : ",");
            default -> literal(c);
        }
    }

    private char escaped() {
        if (at == glob.length()) {
            throw wrong("nothing after a backslash");
        }
        return take();
    }

    private void literal(char c) {
        if ("\\^$.|?*+()[]{}&-".indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }

    private void beginGroup() {
        if (inGroup) {
            throw wrong("a group in a group");
        }
        inGroup = true;
        regex.append("(?:(?:");
    }

    private void endGroup() {
        regex.append(inGroup ? "))" : "\\}");
        inGroup = false;
    }

    /** One character of a set, in which {@code *}, {@code ?} and the backslash are themselves. */
    private void brackets() {
        regex.append("(?!/)[");
        if (takes('!')) {
            regex.append('^');
        }
        int first = at;
        while (at == first || !takes(']')) {
            if (at == glob.length()) {
                throw wrong("a [ without its ]");
            }
            char c = take();
            if (c == '/') {
                throw wrong("a / in brackets");
            }
            if (c == '-' && at > first + 1 && at < glob.length() && glob.charAt(at) != ']') {
                regex.append('-');
                endOfRange(glob.charAt(at - 2));
            } else {
                literal(c);
            }
        }
        regex.append(']');
    }

    private void endOfRange(char start) {
        char end = take();
        if (end < start) {
            throw wrong("a range that ends before it begins");
        }
        literal(end);
    }
}
