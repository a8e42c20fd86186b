// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.cli.line.Arguments;
import ext2cat.disk.FileName;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers, and words of the command line, as sentences have them. */
public final class Shown {

    private Shown() {}

    /** A word of the command line, as {@link Arguments} recovered it. */
    public static String word(String typed) {
        return typed.isEmpty() ? "''" : FileName.of(Arguments.bytes(typed)).toString();
    }

    /**
     * A message as one line that is safe on a terminal, whatever stands in it: what names are
     * spelled with is spelled so, but a backslash stays as it is, since names in messages are
     * spelled already.
     */
    public static String line(String message) {
        StringBuilder line = new StringBuilder(message.length());
        message.codePoints()
                .forEach(
                        character -> {
                            String typed = Character.toString(character);
                            line.append(character == '\\' ? typed : word(typed));
                        });
        return line.toString();
    }

    /** A count with its noun, e.g. {@code 1 block}, {@code 2 blocks}. */
    public static String count(long number, String noun) {
        return number + " " + noun(number, noun);
    }

    /** A noun as it stands after a number: {@code file}, {@code files}, {@code directories}. */
    public static String noun(long number, String noun) {
        if (number == 1) {
            return noun;
        }
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }

    /** A number from 0 on as {@code %g} of printf(3) writes it: in at most six digits. */
    public static String sixDigits(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().toString();
        String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + rest + "e%+03d".formatted(exponent);
    }
}
