// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;

/** What date(1) makes of the same with LC_ALL=C. */
final class TimeFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%a %A %b %h %B | Sat Saturday Feb Feb February",
                "%c | Sat Feb  3 04:05:06 2024",
                "%C %d %e. %g %G %u %w | 20 03  3. 24 2024 6 6",
                "%D %x %F | 02/03/24 02/03/24 2024-02-03",
                "%H %I %k. %l. %M %S %p %P | 04 04  4.  4. 05 06 AM am",
                "%j %U %V %W | 034 04 05 05",
                "%N %s | 007000000 1706933106",
                "%r %R %T %X | 04:05:06 AM 04:05 04:05:06 04:05:06",
                "%y %Y %z %Z | 24 2024 +0000 UTC",
                "%-d %_d. %0e %^a %-H %-j | 3  3. 03 SAT 4 34",
                "100%% %q % %-q %Q%Y | 100% %q % %-q %Q2024"
            })
    void aFieldIsThatOfStrftime(String format, String expected) {
        Instant time = Instant.parse("2024-02-03T04:05:06.007Z");
        assertThat(new TimeFormat(ZoneId.of("UTC")).format(format, time)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-01-01T00:00:00Z | Europe/Berlin | 01 AM 01 52 2022 00 CET +0100",
                "2024-12-31T17:00:00Z | UTC | 05 PM 52 01 2025 53 UTC +0000",
                "2023-07-01T20:00:00Z | America/St_Johns | 05 PM 26 26 2023 26 NDT -0230"
            })
    void weeksAndHalfDaysAreThoseOfTheZone(Instant time, ZoneId zone, String expected) {
        assertThat(new TimeFormat(zone).format("%I %p %U %V %G %W %Z %z", time))
                .isEqualTo(expected);
    }
}
