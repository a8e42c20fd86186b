// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.line.Kind;
import ext2cat.cli.text.HumanSize;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How sizes are written.
 *
 * @param bytes a unit, of which one that is begun counts as a whole one; 0 for the units of {@link
 *     HumanSize}
 * @param suffix what stands after the number
 */
record SizeUnit(long bytes, String suffix) {

    static final SizeUnit BYTES = new SizeUnit(1, "");
    static final SizeUnit KIBIBYTES = new SizeUnit(1024, "");
    static final SizeUnit MEBIBYTES = new SizeUnit(1 << 20, "");
    static final SizeUnit HUMAN = new SizeUnit(0, "");

    /** What the command line has for one. */
    static final Kind<SizeUnit> KIND = new Kind<>(SizeUnit.class, SizeUnit::parse);

    private static final String LETTERS = "KMGTP";
    private static final Pattern WORD =
            Pattern.compile("([0-9]{0,9})(?:([KMGTP])(iB|B)?)?", Pattern.CASE_INSENSITIVE);

    /**
     * A unit as GNU tools take it: {@code 512}, {@code M}, {@code 4K}, {@code KB} of 1000 bytes.
     */
    static SizeUnit parse(String word) {
        Matcher parts = WORD.matcher(word);
        if (!parts.matches() || word.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + word + "' is not a size like 512, K, 4K or MB");
        }
        long unit = parts.group(1).isEmpty() ? 1 : Long.parseLong(parts.group(1));
        if (parts.group(2) != null) {
            int power = LETTERS.indexOf(parts.group(2).toUpperCase(Locale.ROOT)) + 1;
            long base = "B".equalsIgnoreCase(parts.group(3)) ? 1000 : 1024;
            for (int i = 0; i < power; i++) {
                unit *= base; // at most 10^9 * 2^50
            }
        }
        if (unit == 0) {
            throw new IllegalArgumentException("a unit of 0 bytes measures nothing");
        }
        return new SizeUnit(unit, parts.group(1).isEmpty() ? word : "");
    }

    /** A size in this unit. */
    String text(long sizeBytes) {
        return bytes == 0 ? HumanSize.of(sizeBytes) : Math.ceilDiv(sizeBytes, bytes) + suffix;
    }

    /** What df(1) calls the column of sizes. */
    String heading() {
        if (bytes == 0) {
            return "Size";
        }
        long number = bytes;
        int power = 0;
        while (number % 1024 == 0 && power < LETTERS.length()) {
            number /= 1024;
            power++;
        }
        return number + (power == 0 ? "B" : LETTERS.substring(power - 1, power)) + "-blocks";
    }
}
