// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/**
 * A moment as a word: {@code 2024-02-29}, {@code 2024-02-29 12:30}, {@code 2024-02-29T12:30:05.5Z},
 * {@code 2024-02-29 12:30:05+01:00}, or {@code @1709210000} for seconds since 1970.
 */
final class TimeWord {

    private TimeWord() {}

    static Instant parse(String option, String word, FindContext context)
            throws FindSyntaxException {
        String iso = word.trim().replaceFirst("(?<=[0-9]) +(?=[0-9])", "T").replace(" ", "");
        try {
            if (iso.startsWith("@")) {
                return Instant.ofEpochSecond(Long.parseLong(iso.substring(1)));
            }
            if (!iso.contains("T")) {
                return LocalDate.parse(iso).atStartOfDay(context.zone()).toInstant();
            }
            if (iso.matches(".*T.*([Zz]|[+-][0-9:]+)")) {
                return OffsetDateTime.parse(iso).toInstant();
            }
            return LocalDateTime.parse(iso).atZone(context.zone()).toInstant();
        } catch (DateTimeException | NumberFormatException _) {
            throw new FindSyntaxException(
                    "%s takes a time like 2024-02-29, '2024-02-29 12:30:05' or @1709210000, not '%s'"
                            .formatted(option, word));
        }
    }
}
