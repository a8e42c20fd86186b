// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a value on the command line is read as.
 *
 * @param type what it becomes
 * @param reader makes it of the word that was typed; an IllegalArgumentException that it throws
 *     tells the user what is wrong with the word
 */
public record Kind<T>(Class<T> type, Function<String, T> reader) {

    private static final String UNIT_LETTERS = "SKMGT";
    private static final long[] UNITS_BYTES = {512, 1L << 10, 1L << 20, 1L << 30, 1L << 40};

    /** The kind of options that take no value. */
    static Kind<Boolean> flag() {
        return new Kind<>(Boolean.class, _ -> true);
    }

    /** Any text. */
    public static Kind<String> text() {
        return new Kind<>(String.class, word -> word);
    }

    /** An int. */
    public static Kind<Integer> number() {
        return new Kind<>(Integer.class, Kind::number);
    }

    /** A long. */
    public static Kind<Long> longNumber() {
        return new Kind<>(Long.class, Kind::longNumber);
    }

    /** A long from 0 on. */
    public static Kind<Long> position() {
        return new Kind<>(Long.class, Kind::position);
    }

    /**
     * A position in bytes: a number, in hexadecimal after {@code 0x}, of bytes or, with a letter
     * after it, of units: s for sectors of 512 bytes, K, M, G and T for powers of 1024.
     */
    public static Kind<Long> bytePosition() {
        return new Kind<>(Long.class, Kind::bytePosition);
    }

    /** The number of an inode, as it is or in angle brackets: {@code 12} or {@code <12>}. */
    public static Kind<Long> inode() {
        return new Kind<>(
                Long.class,
                word ->
                        position(
                                word.startsWith("<") && word.endsWith(">") && word.length() > 2
                                        ? word.substring(1, word.length() - 1)
                                        : word));
    }

    /** One of the constants of an enum, by its name or by what {@code toString} makes of it. */
    public static <E extends Enum<E>> Kind<E> constant(Class<E> type) {
        return new Kind<>(type, word -> constant(type, word));
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not an int", e);
        }
    }

    private static long longNumber(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not a long", e);
        }
    }

    private static long position(String word) {
        try {
            long position = Long.parseLong(word);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException _) {
            // The same sentence will do.
        }
        throw new IllegalArgumentException("'" + word + "' is not a number from 0 to 2^63 - 1");
    }

    private static long bytePosition(String word) {
        int end = word.length() - 1;
        boolean hex = word.startsWith("0x") || word.startsWith("0X");
        int unit = end < 1 ? -1 : UNIT_LETTERS.indexOf(Character.toUpperCase(word.charAt(end)));
        String digits = word.substring(hex ? 2 : 0, unit < 0 ? word.length() : end);
        try {
            long number = Long.parseLong(digits, hex ? 16 : 10);
            if (number >= 0 && digits.charAt(0) != '+') {
                return Math.multiplyExact(number, unit < 0 ? 1 : UNITS_BYTES[unit]);
            }
        } catch (NumberFormatException | ArithmeticException _) {
            // The same sentence will do.
        }
        throw new IllegalArgumentException(
                "'%s' is not a number from 0 to 2^63 - 1, with or without s, K, M, G or T after it"
                        .formatted(word));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (word.equals(constant.name()) || word.equals(constant.toString())) {
                return constant;
            }
            words.add(constant.name());
            if (!words.contains(constant.toString())) {
                words.add(constant.toString());
            }
        }
        throw new IllegalArgumentException(
                "expected one of " + words + " (case-sensitive) but was '" + word + "'");
    }
}
