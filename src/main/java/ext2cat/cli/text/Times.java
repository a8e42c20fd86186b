// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Times as the Unix tools write them, in a zone. Written digit by digit: a listing has millions,
 * and the formatters of the JDK take longer to make than all else that a short command does. For
 * one thread.
 */
public final class Times {

    private static final long DAY_SECONDS = 24 * 60 * 60;
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** More than the longest form takes in any year. */
    private static final int MAX_CHARACTERS = 64;

    private final ZoneRules rules;

    // The day that was written last.
    private long day = Long.MIN_VALUE;
    private LocalDate date = LocalDate.EPOCH;

    // The time that is being written.
    private ZoneOffset offset = ZoneOffset.UTC;
    private int secondOfDay;
    private final byte[] text = new byte[MAX_CHARACTERS];
    private int length;

    /** For times in a zone. */
    public Times(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** In UTC, or in the zone of the process. */
    public static Times of(boolean utc) {
        return new Times(zone(utc));
    }

    /** UTC, or the zone of the process, which TZ tells. */
    public static ZoneId zone(boolean utc) {
        return utc ? ZoneOffset.UTC : ZoneId.systemDefault();
    }

    /** As stat(1) shows it: {@code 2023-11-14 22:13:20.000000000 +0000}. */
    public String full(Instant time) {
        begin(time);
        putFull(time);
        return written();
    }

    /** Writes the time as {@code full} does, to other text. */
    public void full(TextOut out, Instant time) throws IOException {
        begin(time);
        putFull(time);
        out.put(text, 0, length);
    }

    /** As ls(1) shows it in full, to the second: {@code 2023-11-14 22:13:20}. */
    public String seconds(Instant time) {
        begin(time);
        putDate();
        put(' ');
        putSeconds();
        return written();
    }

    /** As ctime(3) does: {@code Tue Nov 14 22:13:20 2023}. */
    public String ctime(Instant time) {
        begin(time);
        putThree(DAYS, date.getDayOfWeek().getValue());
        put(' ');
        putMonthAndDay();
        put(' ');
        putSeconds();
        put(' ');
        putPadded(date.getYear(), 4, '0');
        return written();
    }

    /** {@code Nov 14 22:13}: no year. */
    public void timeOfYear(TextOut out, Instant time) throws IOException {
        begin(time);
        putMonthAndDay();
        put(' ');
        putMinutes();
        out.put(text, 0, length);
    }

    /** {@code Nov 14 2023}: as wide as the other. */
    public void dateOfYear(TextOut out, Instant time) throws IOException {
        begin(time);
        putMonthAndDay();
        put(' ');
        putPadded(date.getYear(), 5, ' ');
        out.put(text, 0, length);
    }

    /** {@code 2023-11-14}. */
    public void date(TextOut out, Instant time) throws IOException {
        begin(time);
        putDate();
        out.put(text, 0, length);
    }

    /** {@code 11-14 22:13}. */
    public void shortTime(TextOut out, Instant time) throws IOException {
        begin(time);
        putTwo(date.getMonthValue());
        put('-');
        putTwo(date.getDayOfMonth());
        put(' ');
        putMinutes();
        out.put(text, 0, length);
    }

    /** {@code 2023-11-14 22:13}. */
    public void minute(TextOut out, Instant time) throws IOException {
        begin(time);
        putDate();
        put(' ');
        putMinutes();
        out.put(text, 0, length);
    }

    private void begin(Instant time) {
        length = 0;
        offset = rules.getOffset(time);
        long seconds = time.getEpochSecond() + offset.getTotalSeconds();
        long wanted = Math.floorDiv(seconds, DAY_SECONDS);
        if (wanted != day) {
            date = LocalDate.ofEpochDay(wanted);
            day = wanted;
        }
        secondOfDay = (int) (seconds - wanted * DAY_SECONDS); // below 86,400
    }

    private String written() {
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }

    private void putFull(Instant time) {
        putDate();
        put(' ');
        putSeconds();
        put('.');
        putPadded(time.getNano(), 9, '0');
        put(' ');
        int seconds = offset.getTotalSeconds();
        put(seconds < 0 ? '-' : '+');
        putTwo(Math.abs(seconds) / 3600);
        putTwo(Math.abs(seconds) / 60 % 60);
    }

    private void putDate() {
        putPadded(date.getYear(), 4, '0');
        put('-');
        putTwo(date.getMonthValue());
        put('-');
        putTwo(date.getDayOfMonth());
    }

    private void putMonthAndDay() {
        putThree(MONTHS, date.getMonthValue());
        put(' ');
        putPadded(date.getDayOfMonth(), 2, ' ');
    }

    private void putSeconds() {
        putMinutes();
        put(':');
        putTwo(secondOfDay % 60);
    }

    private void putMinutes() {
        putTwo(secondOfDay / 3600);
        put(':');
        putTwo(secondOfDay / 60 % 60);
    }

    private void putThree(String names, int number) {
        for (int at = 3 * number - 3; at < 3 * number; at++) {
            put(names.charAt(at));
        }
    }

    private void putPadded(int value, int width, char padding) {
        String digits = Integer.toString(value);
        for (int missing = width - digits.length(); missing > 0; missing--) {
            put(padding);
        }
        for (int at = 0; at < digits.length(); at++) {
            put(digits.charAt(at));
        }
    }

    private void putTwo(int value) {
        put((char) ('0' + value / 10));
        put((char) ('0' + value % 10));
    }

    private void put(char ascii) {
        text[length++] = (byte) ascii;
    }
}
