// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.find.PathPattern.Syntax;

import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** Turns a regular expression of one of the old syntaxes into one of Java. */
final class RegexTranslation {

    private static final Map<String, String> CLASSES =
            Map.ofEntries(
                    Map.entry("alpha", "\\p{Alpha}"),
                    Map.entry("digit", "\\p{Digit}"),
                    Map.entry("alnum", "\\p{Alnum}"),
                    Map.entry("upper", "\\p{Upper}"),
                    Map.entry("lower", "\\p{Lower}"),
                    Map.entry("space", "\\p{Space}"),
                    Map.entry("blank", "\\p{Blank}"),
                    Map.entry("punct", "\\p{Punct}"),
                    Map.entry("xdigit", "\\p{XDigit}"),
                    Map.entry("cntrl", "\\p{Cntrl}"),
                    Map.entry("print", "\\p{Print}"),
                    Map.entry("graph", "\\p{Graph}"));

    private final String from;
    private final Syntax syntax;
    private final StringBuilder to = new StringBuilder();
    private int at;

    /** Whether nothing stands before, in the branch at hand, that could be repeated. */
    private boolean atStart = true;

    RegexTranslation(String from, Syntax syntax) {
        this.from = from;
        this.syntax = syntax;
    }

    /**
     * The expression in Java's syntax.
     *
     * @throws PatternSyntaxException if it is none
     */
    String translate() {
        while (at < from.length()) {
            char c = from.charAt(at++);
            if (c == '\\' && at < from.length()) {
                escaped(from.charAt(at++));
            } else if (c == '[') {
                set();
            } else {
                plain(c);
            }
        }
        return to.toString();
    }

    /** A character by itself. */
    private void plain(char c) {
        switch (c) {
            case '.' -> part(".");
            case '^' -> to.append('^');
            case '$' -> to.append("\\z");
            case '*' -> repetition(c);
            case '+', '?' -> {
                if (syntax == Syntax.BASIC) {
                    literal(c);
                } else {
                    repetition(c);
                }
            }
            case '(', ')', '|' -> {
                if (syntax == Syntax.EXTENDED) {
                    group(c);
                } else {
                    literal(c);
                }
            }
            case '{' -> {
                if (syntax == Syntax.EXTENDED && !atStart) {
                    interval("}");
                } else {
                    literal(c);
                }
            }
            default -> literal(c);
        }
    }

    /** A character after a backslash. */
    private void escaped(char c) {
        switch (c) {
            case '(', ')', '|' -> {
                if (syntax == Syntax.EXTENDED) {
                    literal(c);
                } else {
                    group(c);
                }
            }
            case '+', '?' -> {
                if (syntax == Syntax.BASIC) {
                    repetition(c);
                } else {
                    literal(c);
                }
            }
            case '{' -> {
                if (syntax == Syntax.BASIC) {
                    interval("\\}");
                } else {
                    literal(c);
                }
            }
            case 'w', 'W', 'b', 'B', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> part("\\" + c);
            case '<' -> to.append("\\b(?=\\w)");
            case '>' -> to.append("\\b(?<=\\w)");
            case '`' -> to.append("\\A");
            case '\'' -> to.append("\\z");
            default -> literal(c);
        }
    }

    private void part(String java) {
        to.append(java);
        atStart = false;
    }

    private void literal(char c) {
        boolean isMeta = c < 0x80 && !Character.isLetterOrDigit(c);
        part(isMeta ? "\\" + c : String.valueOf(c));
    }

    private void repetition(char c) {
        if (atStart) {
            literal(c);
        } else {
            to.append(c);
        }
    }

    private void group(char c) {
        to.append(c);
        atStart = c != ')';
    }

    private void interval(String end) {
        int close = from.indexOf(end, at);
        if (close < 0) {
            throw new PatternSyntaxException("a { that nothing closes", from, at);
        }
        String counts = from.substring(at, close);
        to.append('{').append(counts.startsWith(",") ? "0" : "").append(counts).append('}');
        at = close + end.length();
    }

    /** A set in brackets, in which a backslash is itself. */
    private void set() {
        to.append('[');
        if (at < from.length() && from.charAt(at) == '^') {
            to.append('^');
            at++;
        }
        boolean first = true;
        while (at < from.length() && (first || from.charAt(at) != ']')) {
            char c = from.charAt(at++);
            int end = c == '[' && from.startsWith(":", at) ? from.indexOf(":]", at) : -1;
            if (end >= 0) {
                String name = from.substring(at + 1, end);
                if (!CLASSES.containsKey(name)) {
                    throw new PatternSyntaxException("there is no class " + name, from, at);
                }
                to.append(CLASSES.get(name));
                at = end + 2;
            } else if (c == '-' && !first && at < from.length() && from.charAt(at) != ']') {
                to.append('-');
            } else {
                to.append(Character.isLetterOrDigit(c) || c >= 0x80 ? "" : "\\").append(c);
            }
            first = false;
        }
        if (at >= from.length()) {
            throw new PatternSyntaxException("a [ that nothing closes", from, at);
        }
        at++;
        part("]");
    }
}
