// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

/**
 * Sizes in powers of 1024 as the GNU tools write them: rounded up, with one decimal below ten
 * units: {@code 1023}, {@code 1.0K}, {@code 1.1K}, {@code 10K}.
 */
public final class HumanSize {

    private static final String UNITS = "KMGTPE";

    private HumanSize() {}

    /** The text for a number of bytes from 0 on. */
    public static String of(long bytes) {
        if (bytes < 1024) {
            return Long.toString(bytes);
        }
        int power = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        String text = scaled(bytes, power);
        return text.equals("1024") ? "1.0" + UNITS.charAt(power) : text + UNITS.charAt(power - 1);
    }

    private static String scaled(long bytes, int power) {
        long unit = 1L << 10 * power;
        long whole = bytes / unit;
        long rest = bytes % unit;
        if (whole < 10) {
            // At most 11 * 2^60, which fits 64 bits without a sign.
            long tenths = 10 * whole + Long.divideUnsigned(10 * rest + unit - 1, unit);
            if (tenths < 100) {
                return tenths / 10 + "." + tenths % 10;
            }
        }
        return Long.toString(whole + (rest == 0 ? 0 : 1));
    }
}
