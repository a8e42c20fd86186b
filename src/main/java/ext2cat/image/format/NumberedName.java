// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.util.Optional;

/**
 * The name of a piece that split(1) or an imager wrote: {@code disk.000}, {@code disk.001}, {@code
 * disk.aa}.
 *
 * @param stem all of it before the number
 * @param number digits or small letters, at least two
 */
record NumberedName(String stem, String number) {

    /** The name of a first piece; empty if it is another name. */
    static Optional<NumberedName> ofFirst(String name) {
        int dot = name.lastIndexOf('.');
        String number = name.substring(dot + 1);
        if (dot < 0 || number.length() < 2) {
            return Optional.empty();
        }
        String zeros = "0".repeat(number.length() - 1);
        boolean isFirst =
                number.equals(zeros + '0')
                        || number.equals(zeros + '1')
                        || number.equals("a".repeat(number.length()));
        return isFirst
                ? Optional.of(new NumberedName(name.substring(0, dot + 1), number))
                : Optional.empty();
    }

    String text() {
        return stem + number;
    }

    /** The next one of as many digits; empty after the last, as {@code 999} or {@code zz}. */
    Optional<NumberedName> next() {
        char[] digits = number.toCharArray();
        for (int i = digits.length - 1; i >= 0; i--) {
            if (digits[i] != last()) {
                digits[i]++;
                return Optional.of(new NumberedName(stem, new String(digits)));
            }
            digits[i] = first();
        }
        return Optional.empty();
    }

    /**
     * What split(1) has in place of this one if it was not told how many digits there are: after
     * {@code yz} comes {@code zaaa}, after {@code 89} comes {@code 9000}, so that names stay in
     * order.
     */
    Optional<NumberedName> widened() {
        return number.charAt(0) == last()
                ? Optional.of(new NumberedName(stem, number + first() + first()))
                : Optional.empty();
    }

    private char first() {
        return Character.isDigit(number.charAt(0)) ? '0' : 'a';
    }

    private char last() {
        return Character.isDigit(number.charAt(0)) ? '9' : 'z';
    }
}
