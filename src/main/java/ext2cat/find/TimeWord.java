// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as a word: {@code 2024-02-29}, {@code 2024-02-29 12:30}, {@code 2024-02-29T12:30:05.5Z},
 * {@code 2024-02-29 12:30:05+01:00}, {@code @1709210000} for seconds since 1970, or {@code now},
 * {@code yesterday} and {@code 2 days ago}.
 */
public final class TimeWord {

    private static final Pattern AGO =
            Pattern.compile(
                    "(?<number>[0-9]{1,6})"
                            + " *(?<unit>sec|second|min|minute|hour|day|week|month|year)s? +ago");

    private TimeWord() {}

    /**
     * The moment that a word means.
     *
     * @param option what it was given for, for messages
     * @param now what ages are counted from
     * @param zone of a time that names none
     */
    public static Instant parse(String option, String word, Instant now, ZoneId zone)
            throws FindSyntaxException {
        try {
            return word.startsWith("@") ? seconds(word.substring(1)) : date(word.trim(), now, zone);
        } catch (DateTimeException | NumberFormatException _) {
            throw new FindSyntaxException(
                    ("%s takes a time like 2024-02-29, '2024-02-29 12:30:05', '2 days ago' or"
                                    + " @1709210000, not '%s'")
                            .formatted(option, word));
        }
    }

    private static Instant seconds(String number) {
        return Instant.ofEpochSecond(Long.parseLong(number));
    }

    private static Instant date(String word, Instant moment, ZoneId zone) {
        ZonedDateTime now = moment.atZone(zone);
        Matcher ago = AGO.matcher(word.toLowerCase(Locale.ROOT));
        if (ago.matches()) {
            return now.minus(Long.parseLong(ago.group("number")), unit(ago.group("unit")))
                    .toInstant();
        }
        switch (word) {
            case "now", "today" -> {
                return moment;
            }
            case "yesterday" -> {
                return now.minusDays(1).toInstant();
            }
            default -> {}
        }
        String iso = word.replaceFirst("(?<=[0-9]) +(?=[0-9])", "T").replace(" ", "");
        if (!iso.contains("T")) {
            return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
        }
        return iso.matches(".*T.*([Zz]|[+-][0-9:]+)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }

    private static ChronoUnit unit(String word) {
        return switch (word) {
            case "sec", "second" -> ChronoUnit.SECONDS;
            case "min", "minute" -> ChronoUnit.MINUTES;
            case "hour" -> ChronoUnit.HOURS;
            case "day" -> ChronoUnit.DAYS;
            case "week" -> ChronoUnit.WEEKS;
            case "month" -> ChronoUnit.MONTHS;
            default -> ChronoUnit.YEARS;
        };
    }
}
