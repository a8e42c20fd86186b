// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * How a value of a format is written, as printf(3) does: {@code %-10s}, {@code %05d}, {@code %#o}.
 *
 * @param flags some of {@code -0#+} and space
 * @param width with spaces, or zeros, to at least that many bytes
 * @param precision at most that many bytes of a text, or at least so many digits; -1 for a point
 *     without a number
 */
public record Directive(String flags, int width, OptionalInt precision) {

    /** A text. */
    public void text(TextOut out, byte[] bytes) throws IOException {
        int length = Math.clamp(precision.orElse(bytes.length), 0, bytes.length);
        if (!has('-')) {
            out.spaces(width - length);
        }
        out.put(bytes, 0, length);
        if (has('-')) {
            out.spaces(width - length);
        }
    }

    /** A text that is safe to show. */
    public void text(TextOut out, String text) throws IOException {
        text(out, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A number in decimal digits. */
    public void decimal(TextOut out, long value) throws IOException {
        String sign = value < 0 ? "-" : has('+') ? "+" : has(' ') ? " " : "";
        number(out, sign, Long.toString(value).replace("-", ""));
    }

    /** A number from 0 on in octal digits; {@code #} puts a 0 before it. */
    public void octal(TextOut out, long value) throws IOException {
        String digits = Long.toOctalString(value);
        number(out, "", has('#') && !digits.startsWith("0") ? "0" + digits : digits);
    }

    /** A number from 0 on in hexadecimal digits; {@code #} puts 0x before it. */
    public void hexadecimal(TextOut out, long value) throws IOException {
        number(out, has('#') && value != 0 ? "0x" : "", Long.toHexString(value));
    }

    /** This directive without its precision, for a value that interprets precision itself. */
    public Directive withoutPrecision() {
        return new Directive(flags, width, OptionalInt.empty());
    }

    private void number(TextOut out, String sign, String digits) throws IOException {
        int wanted = precision.orElse(has('0') && !has('-') ? width - sign.length() : 0);
        String zeros = "0".repeat(Math.max(0, wanted - digits.length()));
        String text = sign + zeros + digits;
        out.spaces(has('-') ? 0 : width - text.length());
        out.put(text);
        out.spaces(has('-') ? width - text.length() : 0);
    }

    private boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }
}
