// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import ext2cat.disk.FileName;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern as shells have it, matched against bytes: {@code *} any bytes, {@code ?} one byte,
 * {@code [a-z]} one of these, {@code [!a-z]} or {@code [^a-z]} none of these, with classes like
 * {@code [:digit:]}. A backslash takes the meaning from what follows, and {@code \xNN} is the byte
 * of that number, as {@link FileName#toString} spells it. A {@code [} that nothing closes is
 * itself.
 *
 * <p>Matching takes at most as many steps as pattern and text multiplied: only the last {@code *}
 * is ever tried again.
 */
public final class Glob {

    /** One byte of the text. */
    private sealed interface Part {
        boolean matches(int value);
    }

    private record Literal(int value) implements Part {
        @Override
        public boolean matches(int other) {
            return value == other;
        }
    }

    private record OneOf(BitSet values) implements Part {
        @Override
        public boolean matches(int value) {
            return values.get(value);
        }
    }

    private record Star() implements Part {
        @Override
        public boolean matches(int value) {
            return true;
        }
    }

    private final Part[] parts;
    private final boolean ignoreCase;

    private Glob(Part[] parts, boolean ignoreCase) {
        this.parts = parts;
        this.ignoreCase = ignoreCase;
    }

    /**
     * {@return the pattern}
     *
     * @param pattern its bytes, with {@code *}, {@code ?}, {@code [...]} and backslashes
     */
    public static Glob of(byte[] pattern) {
        return new Glob(new Parser(pattern).parse(), false);
    }

    /**
     * {@return the pattern, without regard to the case of ASCII letters}
     *
     * @param pattern its bytes, as for {@link #of}
     */
    public static Glob ignoringCase(byte[] pattern) {
        return new Glob(new Parser(lower(pattern)).parse(), true);
    }

    /**
     * {@return whether the bytes have {@code *}, {@code ?}, or {@code [} and later {@code ]},
     * without a backslash before}
     *
     * @param bytes as a user typed them
     */
    public static boolean isPattern(byte[] bytes) {
        boolean opened = false;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '*' || bytes[i] == '?' || bytes[i] == ']' && opened) {
                return true;
            } else if (bytes[i] == '[') {
                opened = true;
            }
        }
        return false;
    }

    /**
     * {@return whether the whole name matches}
     *
     * @param name one name of a path
     */
    public boolean matches(FileName name) {
        return matches(name.toBytes());
    }

    /**
     * {@return whether the whole name matches by the rule of shells: a dot at the front is matched
     * only by a dot in the pattern}
     *
     * @param name one name of a path
     */
    public boolean matchesUnhidden(FileName name) {
        byte[] bytes = name.toBytes();
        boolean hidden = bytes.length > 0 && bytes[0] == '.';
        boolean wantsDot = parts.length > 0 && parts[0].equals(new Literal('.'));
        return (!hidden || wantsDot) && matches(bytes);
    }

    /**
     * {@return whether all of the text matches; slashes and dots are bytes like others}
     *
     * @param text any bytes
     */
    public boolean matches(byte[] text) {
        int part = 0;
        int at = 0;
        int lastStar = -1;
        int starEnd = 0;
        while (at < text.length) {
            if (part < parts.length && parts[part] instanceof Star) {
                lastStar = part++;
                starEnd = at;
            } else if (part < parts.length && parts[part].matches(value(text[at]))) {
                part++;
                at++;
            } else if (lastStar >= 0) {
                part = lastStar + 1;
                at = ++starEnd;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] instanceof Star) {
            part++;
        }
        return part == parts.length;
    }

    private int value(byte b) {
        return (ignoreCase ? lower(b) : b) & 0xff;
    }

    private static byte[] lower(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = lower(result[i]);
        }
        return result;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    /** Turns a pattern into its parts. */
    private static final class Parser {

        private final byte[] pattern;
        private int at;

        Parser(byte[] pattern) {
            this.pattern = pattern;
        }

        Part[] parse() {
            List<Part> parts = new ArrayList<>();
            while (at < pattern.length) {
                parts.add(part());
            }
            return parts.toArray(Part[]::new);
        }

        private Part part() {
            byte b = pattern[at];
            if (b == '[') {
                int end = closing();
                if (end >= 0) {
                    return set(end);
                }
            }
            switch (b) {
                case '*' -> {
                    at++;
                    return new Star();
                }
                case '?' -> {
                    at++;
                    BitSet all = new BitSet();
                    all.set(0, 256);
                    return new OneOf(all);
                }
                default -> {
                    return new Literal(single());
                }
            }
        }

        /** One byte, itself or after a backslash. */
        private int single() {
            if (pattern[at] == '\\' && at + 1 < pattern.length) {
                if (pattern[at + 1] == 'x' && at + 3 < pattern.length) {
                    int high = Character.digit(pattern[at + 2], 16);
                    int low = Character.digit(pattern[at + 3], 16);
                    if (high >= 0 && low >= 0) {
                        at += 4;
                        return high << 4 | low;
                    }
                }
                at++;
            }
            return pattern[at++] & 0xff;
        }

        /** Where the set that begins here ends, or -1; a ] that comes first is one of the set. */
        private int closing() {
            int i = at + 1;
            if (i < pattern.length && (pattern[i] == '!' || pattern[i] == '^')) {
                i++;
            }
            for (int first = i; i < pattern.length; i++) {
                if (pattern[i] == '\\') {
                    i++;
                } else if (pattern[i] == '[' && classEnd(i) >= 0) {
                    i = classEnd(i);
                } else if (pattern[i] == ']' && i > first) {
                    return i;
                }
            }
            return -1;
        }

        /** Where the class {@code [:name:]} that begins here ends, or -1. */
        private int classEnd(int from) {
            if (from + 1 >= pattern.length || pattern[from + 1] != ':') {
                return -1;
            }
            for (int i = from + 2; i + 1 < pattern.length; i++) {
                if (pattern[i] == ':' && pattern[i + 1] == ']') {
                    return i + 1;
                }
            }
            return -1;
        }

        private Part set(int end) {
            BitSet values = new BitSet();
            at++;
            boolean inverted = pattern[at] == '!' || pattern[at] == '^';
            if (inverted) {
                at++;
            }
            while (at < end) {
                int classEnd = pattern[at] == '[' ? classEnd(at) : -1;
                if (classEnd >= 0 && classEnd < end) {
                    addClass(values, classEnd);
                    continue;
                }
                int low = single();
                int high = low;
                if (at + 1 < end && pattern[at] == '-') {
                    at++;
                    high = single();
                }
                if (low <= high) {
                    values.set(low, high + 1);
                }
            }
            at = end + 1;
            if (inverted) {
                values.flip(0, 256);
            }
            return new OneOf(values);
        }

        private void addClass(BitSet values, int classEnd) {
            ByteArrayOutputStream name = new ByteArrayOutputStream();
            name.write(pattern, at + 2, classEnd - at - 3);
            for (char c = 0; c < 0x80; c++) {
                if (isIn(name.toString(StandardCharsets.ISO_8859_1), c)) {
                    values.set(c);
                }
            }
            at = classEnd + 1;
        }

        private static boolean isIn(String name, char c) {
            return switch (name) {
                case "alpha" -> Character.isLetter(c);
                case "digit" -> Character.isDigit(c);
                case "alnum" -> Character.isLetterOrDigit(c);
                case "upper" -> Character.isUpperCase(c);
                case "lower" -> Character.isLowerCase(c);
                case "space" -> c == ' ' || c >= '\t' && c <= '\r';
                case "blank" -> c == ' ' || c == '\t';
                case "punct" -> c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
                case "xdigit" -> Character.digit(c, 16) >= 0;
                case "cntrl" -> c < ' ' || c == 0x7f;
                case "print" -> c >= ' ' && c < 0x7f;
                case "graph" -> c > ' ' && c < 0x7f;
                default -> false;
            };
        }
    }
}
