// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Times as the Unix tools write them, in a zone. Written digit by digit: a listing has millions.
 */
final class TimeText {

    private static final long DAY_SECONDS = 24 * 60 * 60;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private final ZoneRules rules;
    private long day = Long.MIN_VALUE;
    private LocalDate date = LocalDate.EPOCH;

    TimeText(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** {@code Nov 14 22:13}: no year. */
    void timeOfYear(TextOut out, Instant time) throws IOException {
        long local = local(time);
        monthAndDay(out);
        out.put(' ');
        clock(out, local);
    }

    /** {@code Nov 14 2023}: as wide as the other. */
    void dateOfYear(TextOut out, Instant time) throws IOException {
        local(time);
        monthAndDay(out);
        out.put(' ');
        out.right(Integer.toString(date.getYear()), 5);
    }

    /** {@code 2023-11-14}. */
    void date(TextOut out, Instant time) throws IOException {
        local(time);
        out.put(Integer.toString(date.getYear())).put('-');
        twoDigits(out, date.getMonthValue());
        out.put('-');
        twoDigits(out, date.getDayOfMonth());
    }

    /** {@code 11-14 22:13}. */
    void shortTime(TextOut out, Instant time) throws IOException {
        long local = local(time);
        twoDigits(out, date.getMonthValue());
        out.put('-');
        twoDigits(out, date.getDayOfMonth());
        out.put(' ');
        clock(out, local);
    }

    /** {@code 2023-11-14 22:13}. */
    void minute(TextOut out, Instant time) throws IOException {
        date(out, time);
        out.put(' ');
        clock(out, local(time));
    }

    /** {@code 2023-11-14 22:13:20.000000000 +0000}. */
    void nanosecond(TextOut out, Instant time) throws IOException {
        minute(out, time);
        out.put(':');
        twoDigits(out, (int) Math.floorMod(time.getEpochSecond(), 60L));
        out.put('.');
        String nanoseconds = Integer.toString(time.getNano());
        out.put("000000000".substring(nanoseconds.length())).put(nanoseconds);
        out.put(' ');
        int offset = offset(time).getTotalSeconds();
        out.put(offset < 0 ? '-' : '+');
        twoDigits(out, Math.abs(offset) / 3600);
        twoDigits(out, Math.abs(offset) / 60 % 60);
    }

    /** The seconds of the local day; its date is at hand afterwards. */
    private long local(Instant time) {
        long seconds = time.getEpochSecond() + offset(time).getTotalSeconds();
        long wanted = Math.floorDiv(seconds, DAY_SECONDS);
        if (wanted != day) {
            date = LocalDate.ofEpochDay(wanted);
            day = wanted;
        }
        return seconds - wanted * DAY_SECONDS;
    }

    private ZoneOffset offset(Instant time) {
        return rules.getOffset(time);
    }

    private void monthAndDay(TextOut out) throws IOException {
        int month = (date.getMonthValue() - 1) * 3;
        out.put(MONTHS.charAt(month))
                .put(MONTHS.charAt(month + 1))
                .put(MONTHS.charAt(month + 2))
                .put(' ')
                .right(date.getDayOfMonth(), 2);
    }

    private static void clock(TextOut out, long secondsOfDay) throws IOException {
        twoDigits(out, (int) (secondsOfDay / 3600)); // below 24
        out.put(':');
        twoDigits(out, (int) (secondsOfDay / 60 % 60));
    }

    private static void twoDigits(TextOut out, int value) throws IOException {
        out.put((char) ('0' + value / 10)).put((char) ('0' + value % 10));
    }
}
