// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

/** A number as find(1) takes it: {@code N} exactly, {@code +N} more, {@code -N} less. */
record NumberTest(Order order, long value) {

    /** How a number is compared. */
    enum Order {
        LESS,
        EQUAL,
        MORE
    }

    static NumberTest parse(String option, String word) throws FindSyntaxException {
        char first = word.isEmpty() ? ' ' : word.charAt(0);
        Order order =
                switch (first) {
                    case '+' -> Order.MORE;
                    case '-' -> Order.LESS;
                    default -> Order.EQUAL;
                };
        String digits = order == Order.EQUAL ? word : word.substring(1);
        try {
            if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new NumberTest(order, Long.parseLong(digits));
            }
        } catch (NumberFormatException _) {
            // The same sentence will do.
        }
        throw new FindSyntaxException(
                "%s takes a number, +N for more or -N for less, not '%s'".formatted(option, word));
    }

    boolean holds(long number) {
        return switch (order) {
            case LESS -> number < value;
            case EQUAL -> number == value;
            case MORE -> number > value;
        };
    }
}
