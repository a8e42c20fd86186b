// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Times in formats of strftime(3) in the locale C, with {@code %N} for nanoseconds and the flags
 * {@code -}, {@code _}, {@code 0} and {@code ^} of date(1).
 */
public final class TimeFormat {

    private static final String FLAGS = "-_0^";

    private final ZoneId zone;

    /** For times in a zone. */
    public TimeFormat(ZoneId zone) {
        this.zone = zone;
    }

    /** The text of a whole format; what it does not know stays as it is. */
    public String format(String format, Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            int letter = at + 1;
            while (format.charAt(at) == '%'
                    && letter < format.length()
                    && FLAGS.indexOf(format.charAt(letter)) >= 0) {
                letter++;
            }
            Optional<String> field =
                    format.charAt(at) == '%' && letter < format.length()
                            ? field(format.charAt(letter), time)
                            : Optional.empty();
            if (field.isPresent()) {
                text.append(flagged(format.substring(at + 1, letter), field.get()));
                at = letter;
            } else {
                text.append(format.charAt(at));
            }
        }
        return text.toString();
    }

    /** One field, e.g. {@code 2023} for {@code Y}; empty if there is none of that letter. */
    public Optional<String> field(char letter, Instant time) {
        return field(letter, time.atZone(zone));
    }

    private static String flagged(String flags, String field) {
        String text = field;
        for (char flag : flags.toCharArray()) {
            text =
                    switch (flag) {
                        case '-' -> text.replaceFirst("^[0 ]+(?=.)", "");
                        case '_' -> spaced(text);
                        case '0' -> text.replace(' ', '0');
                        default -> text.toUpperCase(Locale.ROOT);
                    };
        }
        return text;
    }

    /** With spaces for the zeros in front of a number. */
    private static String spaced(String text) {
        String rest = text.replaceFirst("^0+(?=.)", "");
        return " ".repeat(text.length() - rest.length()) + rest;
    }

    private static Optional<String> field(char letter, ZonedDateTime time) {
        String text =
                switch (letter) {
                    case 'a' -> word(time.getDayOfWeek().name()).substring(0, 3);
                    case 'A' -> word(time.getDayOfWeek().name());
                    case 'b', 'h' -> word(time.getMonth().name()).substring(0, 3);
                    case 'B' -> word(time.getMonth().name());
                    case 'C' -> two(Math.floorDiv(time.getYear(), 100));
                    case 'd' -> two(time.getDayOfMonth());
                    case 'e' -> spaced(two(time.getDayOfMonth()));
                    case 'g' -> two(Math.floorMod(isoYear(time), 100));
                    case 'G' -> Integer.toString(isoYear(time));
                    case 'H' -> two(time.getHour());
                    case 'I' -> two(hourOfHalf(time));
                    case 'j' -> "%03d".formatted(time.getDayOfYear());
                    case 'k' -> spaced(two(time.getHour()));
                    case 'l' -> spaced(two(hourOfHalf(time)));
                    case 'm' -> two(time.getMonthValue());
                    case 'M' -> two(time.getMinute());
                    case 'n' -> "\n";
                    case 'N' -> "%09d".formatted(time.getNano());
                    case 'p' -> time.getHour() < 12 ? "AM" : "PM";
                    case 'P' -> time.getHour() < 12 ? "am" : "pm";
                    case 's' -> Long.toString(time.toEpochSecond());
                    case 'S' -> two(time.getSecond());
                    case 't' -> "\t";
                    case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
                    case 'U' -> two((time.getDayOfYear() + 6 - dayOfWeek(time)) / 7);
                    case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
                    case 'w' -> Integer.toString(dayOfWeek(time));
                    case 'W' -> two((time.getDayOfYear() + 6 - (dayOfWeek(time) + 6) % 7) / 7);
                    case 'y' -> two(Math.floorMod(time.getYear(), 100));
                    case 'Y' -> Integer.toString(time.getYear());
                    case 'z' -> offset(time.getOffset().getTotalSeconds());
                    case 'Z' -> zoneName(time);
                    case '%' -> "%";
                    default -> "";
                };
        return text.isEmpty() ? joined(letter, time) : Optional.of(text);
    }

    /** Those that are made of others. */
    private static Optional<String> joined(char letter, ZonedDateTime time) {
        String letters =
                switch (letter) {
                    case 'c' -> "a b e H:M:S Y";
                    case 'D', 'x' -> "m/d/y";
                    case 'F' -> "Y-m-d";
                    case 'r' -> "I:M:S p";
                    case 'R' -> "H:M";
                    case 'T', 'X' -> "H:M:S";
                    default -> "";
                };
        StringBuilder text = new StringBuilder();
        for (char part : letters.toCharArray()) {
            text.append(Character.isLetter(part) ? field(part, time).orElseThrow() : part);
        }
        return Optional.of(text.toString()).filter(joined -> !joined.isEmpty());
    }

    private static String word(String capitals) {
        return capitals.charAt(0) + capitals.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private static int hourOfHalf(ZonedDateTime time) {
        return (time.getHour() + 11) % 12 + 1;
    }

    /** From Sunday, 0, on. */
    private static int dayOfWeek(ZonedDateTime time) {
        return time.getDayOfWeek().getValue() % 7;
    }

    private static int isoYear(ZonedDateTime time) {
        return time.get(IsoFields.WEEK_BASED_YEAR);
    }

    private static String offset(int seconds) {
        int minutes = Math.abs(seconds) / 60;
        return (seconds < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60);
    }

    private static String zoneName(ZonedDateTime time) {
        boolean isSummer = time.getZone().getRules().isDaylightSavings(time.toInstant());
        return TimeZone.getTimeZone(time.getZone())
                .getDisplayName(isSummer, TimeZone.SHORT, Locale.ENGLISH);
    }
}
