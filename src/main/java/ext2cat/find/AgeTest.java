// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.disk.InodeTime;
import ext2cat.find.Expression.Test;
import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * {@code -mtime 2}, {@code -mmin +0.5} and their like: whether a time lies between two moments.
 *
 * <p>Days count as GNU find counts them, whole ones from 0 on: {@code 1} is from one day old to
 * two, {@code +1} two days old or more, {@code -1} less than one. Minutes are another matter:
 * {@code 1} is up to one minute old, {@code +1} more than that, {@code -1} less. (GNU find itself
 * takes a second more for {@code -mtime -N}.)
 *
 * @param time which time of an inode
 * @param after the time is later than this
 * @param until and not later than that
 */
record AgeTest(InodeTime time, Instant after, Instant until) implements Test {

    /** In what ages are counted. */
    enum Unit {
        DAYS(24 * 60 * 60),
        MINUTES(60);

        private final long seconds;

        Unit(long seconds) {
            this.seconds = seconds;
        }
    }

    /** More nanoseconds than from any time that an inode can hold to any other. */
    private static final BigDecimal MOST_NANOSECONDS = BigDecimal.valueOf(Long.MAX_VALUE - 1);

    private static final long SECOND_NANOSECONDS = 1_000_000_000;

    static AgeTest parse(String option, String word, Unit unit, InodeTime time, Instant now)
            throws FindSyntaxException {
        boolean more = word.startsWith("+");
        boolean less = word.startsWith("-");
        String digits = more || less ? word.substring(1) : word;
        if (!digits.matches("[0-9]{1,18}([.][0-9]{0,9})?|[.][0-9]{1,9}")) {
            throw new FindSyntaxException(
                    "%s takes a number, +N for more or -N for less, not '%s'"
                            .formatted(option, word));
        }
        BigDecimal age =
                new BigDecimal("0" + digits)
                        .multiply(BigDecimal.valueOf(unit.seconds * SECOND_NANOSECONDS))
                        .setScale(0, RoundingMode.FLOOR)
                        .min(MOST_NANOSECONDS);
        Instant limit = now.minusNanos(age.longValueExact());
        Instant oneMore = limit.minusSeconds(unit.seconds);
        Instant oneLess = limit.plusSeconds(unit.seconds);
        if (less) {
            return new AgeTest(time, limit, Instant.MAX);
        }
        if (unit == Unit.DAYS) {
            return new AgeTest(time, more ? Instant.MIN : oneMore, more ? oneMore : limit);
        }
        return new AgeTest(time, more ? Instant.MIN : limit, more ? limit.minusNanos(1) : oneLess);
    }

    @Override
    public boolean holds(TreeEntry entry) throws IOException {
        Instant then = entry.inode().disk().times().of(time);
        return then.isAfter(after) && !then.isAfter(until);
    }
}
