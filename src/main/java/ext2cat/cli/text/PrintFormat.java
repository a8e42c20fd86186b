// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.cli.line.Arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A format that says what is printed about a file: text, escapes and directives like {@code %-10s}.
 * What a directive's letter means is another's matter.
 *
 * @param <F> what is described
 */
public final class PrintFormat<F> {

    /** Writes something of a file, or some text. */
    @FunctionalInterface
    public interface Part<F> {
        void write(TextOut out, F file) throws IOException;
    }

    /** What letters mean. */
    public interface Letters<F> {

        /** Whether another letter after this one belongs to it. */
        boolean takesAnother(char letter);

        /** What one or two letters tell; empty if there are none such. */
        Optional<Part<F>> meaning(String letters, Directive how);
    }

    /** Wider than any line. */
    private static final int MAX_WIDTH = 4096;

    private static final String FLAGS = "-0#+ ";

    private final List<Part<F>> parts = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final String format;
    private final Letters<F> letters;
    private final boolean escapes;
    private int at;

    /**
     * Understands a format.
     *
     * @param format as {@link Arguments} recovered it
     * @param escapes whether a backslash takes its meaning from what follows
     * @throws FormatException if it makes no sense
     */
    public PrintFormat(String format, boolean escapes, Letters<F> letters) throws FormatException {
        this.format = format;
        this.letters = letters;
        this.escapes = escapes;
        boolean ended = false;
        while (at < format.length() && !ended) {
            ended = part();
        }
        endText();
    }

    /** Writes what the format says about a file. */
    public void write(TextOut out, F file) throws IOException {
        for (Part<F> part : parts) {
            part.write(out, file);
        }
    }

    /** Takes one part; whether it ends the format. */
    private boolean part() throws FormatException {
        int codePoint = format.codePointAt(at);
        at += Character.charCount(codePoint);
        if (codePoint == '%') {
            directive();
            return false;
        }
        if (codePoint == '\\' && escapes && at < format.length()) {
            return escape(format.charAt(at++));
        }
        text.writeBytes(Arguments.bytes(Character.toString(codePoint)));
        return false;
    }

    private void directive() throws FormatException {
        int start = at - 1;
        if (at < format.length() && format.charAt(at) == '%') {
            text.write('%');
            at++;
            return;
        }
        while (at < format.length() && FLAGS.indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        String flags = format.substring(start + 1, at);
        int width = number();
        OptionalInt precision = OptionalInt.empty();
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            boolean isGiven = at < format.length() && Character.isDigit(format.charAt(at));
            precision = OptionalInt.of(isGiven ? number() : -1);
        }
        if (at == format.length()) {
            throw new FormatException("the format ends in '" + format.substring(start) + "'");
        }
        int first = at++;
        if (letters.takesAnother(format.charAt(first)) && at < format.length()) {
            at++;
        }
        endText();
        parts.add(
                letters.meaning(format.substring(first, at), new Directive(flags, width, precision))
                        .orElseThrow(() -> unknown(start)));
    }

    private FormatException unknown(int start) {
        String shown = Shown.word(format.substring(start, at));
        return new FormatException("a format has no '" + shown + "'");
    }

    /** A number, 0 if there is none. */
    private int number() throws FormatException {
        int number = 0;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            number = 10 * number + format.charAt(at++) - '0'; // at most 10 * MAX_WIDTH + 9
            if (number > MAX_WIDTH) {
                throw new FormatException("a width is at most " + MAX_WIDTH);
            }
        }
        return number;
    }

    /** What stands after a backslash; whether it ends the format. */
    private boolean escape(char letter) throws FormatException {
        switch (letter) {
            case 'a' -> text.write(7);
            case 'b' -> text.write('\b');
            case 'e' -> text.write(27);
            case 'f' -> text.write('\f');
            case 'n' -> text.write('\n');
            case 'r' -> text.write('\r');
            case 't' -> text.write('\t');
            case 'v' -> text.write(11);
            case '\\' -> text.write('\\');
            case '"' -> text.write('"');
            case 'x' -> text.write(digits(16, 2));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                text.write(digits(8, 3));
            }
            case 'c' -> {
                return true;
            }
            default -> throw new FormatException("a format has no '\\" + letter + "'");
        }
        return false;
    }

    private int digits(int radix, int most) throws FormatException {
        int end = at;
        while (end < format.length()
                && end < at + most
                && Character.digit(format.charAt(end), radix) >= 0) {
            end++;
        }
        if (end == at) {
            throw new FormatException("a format has no '\\x' without digits");
        }
        int value = Integer.parseInt(format.substring(at, end), radix);
        at = end;
        return value; // of which a byte is written
    }

    private void endText() {
        byte[] bytes = text.toByteArray();
        if (bytes.length > 0) {
            parts.add((out, _) -> out.put(bytes));
        }
        text.reset();
    }
}
