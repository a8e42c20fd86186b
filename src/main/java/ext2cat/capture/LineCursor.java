// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

/**
 * Goes through one line of text from left to right. A step that does not find what it asks for
 * leaves the cursor failed, and every later step does nothing: the caller looks once, at the end.
 */
final class LineCursor {

    private final String line;
    private int at;
    private boolean failed;

    LineCursor(String line) {
        this.line = line;
    }

    /** Whether a step did not find what it asked for. */
    boolean hasFailed() {
        return failed;
    }

    /** Whether nothing but spaces is left. */
    boolean isAtEnd() {
        skipSpaces();
        return at == line.length();
    }

    /** Whether a digit comes next. */
    boolean isAtDigit() {
        skipSpaces();
        return at < line.length() && isDigit(line.charAt(at));
    }

    /** Goes over the text if it comes next. */
    boolean take(String text) {
        skipSpaces();
        if (failed || !line.startsWith(text, at)) {
            return false;
        }
        at += text.length();
        return true;
    }

    /** Goes over the text, which must come next. */
    void expect(String text) {
        if (!take(text)) {
            failed = true;
        }
    }

    /** The letters and digits up to the next space. */
    String word() {
        skipSpaces();
        int begin = at;
        while (!failed && at < line.length() && line.charAt(at) != ' ') {
            at++;
        }
        if (at == begin) {
            failed = true;
        }
        return line.substring(begin, at);
    }

    /** Whether the next word is a number. */
    boolean isAtNumber() {
        skipSpaces();
        int end = at;
        while (end < line.length() && isDigit(line.charAt(end))) {
            end++;
        }
        return end > at && (end == line.length() || line.charAt(end) == ' ');
    }

    /** Whether the next word is a number, and the one after it begins with a parenthesis. */
    boolean isAtNumberBeforeParenthesis() {
        skipSpaces();
        int end = at;
        while (end < line.length() && isDigit(line.charAt(end))) {
            end++;
        }
        return end > at && line.startsWith(" (", end);
    }

    /** Whether that letter comes next. */
    boolean isAt(char letter) {
        skipSpaces();
        return at < line.length() && line.charAt(at) == letter;
    }

    /** A number of at most 64 bits; one above {@link Long#MAX_VALUE} comes out negative. */
    long number() {
        skipSpaces();
        int begin = at;
        while (at < line.length() && isDigit(line.charAt(at))) {
            at++;
        }
        if (failed || at == begin) {
            failed = true;
            return 0;
        }
        try {
            return Long.parseUnsignedLong(line, begin, at, 10);
        } catch (NumberFormatException e) {
            failed = true;
            return 0;
        }
    }

    /** A number that fits in 31 bits. */
    int smallNumber() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            failed = true;
            return 0;
        }
        return (int) value;
    }

    /** Seconds with a fraction of at most nine digits, in nanoseconds. */
    long seconds() {
        long nanos = number();
        if (nanos < 0 || nanos > Long.MAX_VALUE / 1_000_000_000 - 1) {
            failed = true;
            return 0;
        }
        nanos *= 1_000_000_000;
        if (take(".")) {
            long unit = 100_000_000;
            while (at < line.length() && isDigit(line.charAt(at))) {
                nanos += (line.charAt(at) - '0') * unit;
                unit /= 10;
                at++;
            }
        }
        return nanos;
    }

    /** A device: {@code 7,0}. */
    DeviceNumber device() {
        int major = smallNumber();
        expect(",");
        return new DeviceNumber(major, smallNumber());
    }

    /** What stands between brackets that come next; the last closing bracket of the line counts. */
    String bracketed() {
        expect("[");
        int end = line.lastIndexOf(']');
        if (failed || end < at) {
            failed = true;
            return "";
        }
        String text = line.substring(at, end);
        at = end + 1;
        return text;
    }

    /** Goes over a pair of parentheses and what is between them, if it comes next. */
    void skipParentheses() {
        if (take("(")) {
            int end = line.indexOf(')', at);
            if (end < 0) {
                failed = true;
                return;
            }
            at = end + 1;
        }
    }

    /** All that is left. */
    String rest() {
        skipSpaces();
        return line.substring(at);
    }

    private void skipSpaces() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
    }

    static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
