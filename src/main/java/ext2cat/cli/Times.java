// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How times are shown to people.
 *
 * @param zone where they live
 */
record Times(ZoneId zone) {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** In UTC, or in the zone of the process, which TZ tells. */
    static Times of(boolean utc) {
        return new Times(utc ? ZoneOffset.UTC : ZoneId.systemDefault());
    }

    /** As stat(1) shows it: {@code 2023-11-14 22:13:20.000000000 +0000}. */
    String full(Instant time) {
        OffsetDateTime at = local(time);
        StringBuilder text = dayAndClock(at).append('.');
        padded(text, at.getNano(), 9).append(' ');
        int offset = at.getOffset().getTotalSeconds();
        text.append(offset < 0 ? '-' : '+');
        padded(text, Math.abs(offset) / 3600, 2);
        return padded(text, Math.abs(offset) / 60 % 60, 2).toString();
    }

    /** As ls(1) shows it in full, to the second: {@code 2023-11-14 22:13:20}. */
    String seconds(Instant time) {
        return dayAndClock(local(time)).toString();
    }

    /** As ctime(3) does: {@code Tue Nov 14 22:13:20 2023}. */
    String ctime(Instant time) {
        OffsetDateTime at = local(time);
        StringBuilder text = new StringBuilder();
        text.append(three(DAYS, at.getDayOfWeek().getValue())).append(' ');
        text.append(three(MONTHS, at.getMonthValue())).append(' ');
        text.append(at.getDayOfMonth() < 10 ? " " : "").append(at.getDayOfMonth()).append(' ');
        clock(text, at).append(' ');
        return padded(text, at.getYear(), 4).toString();
    }

    /** The formatters of the JDK take longer to make than all else that a short command does. */
    private OffsetDateTime local(Instant time) {
        return time.atOffset(zone.getRules().getOffset(time));
    }

    private static StringBuilder dayAndClock(OffsetDateTime at) {
        StringBuilder text = new StringBuilder();
        padded(text, at.getYear(), 4).append('-');
        padded(text, at.getMonthValue(), 2).append('-');
        padded(text, at.getDayOfMonth(), 2).append(' ');
        return clock(text, at);
    }

    private static StringBuilder clock(StringBuilder text, OffsetDateTime at) {
        padded(text, at.getHour(), 2).append(':');
        padded(text, at.getMinute(), 2).append(':');
        return padded(text, at.getSecond(), 2);
    }

    private static String three(String names, int number) {
        return names.substring(3 * number - 3, 3 * number);
    }

    private static StringBuilder padded(StringBuilder text, int value, int width) {
        String digits = Integer.toString(value);
        return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}
