// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;

final class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "1700000000, 0, UTC, 2023-11-14 22:13:20.000000000 +0000",
        "1700000000, 5, Europe/Berlin, 2023-11-14 23:13:20.000000005 +0100",
        "1690000000, 999999999, Europe/Berlin, 2023-07-22 06:26:40.999999999 +0200",
        "1700000000, 0, America/St_Johns, 2023-11-14 18:43:20.000000000 -0330",
        "-1, 0, UTC, 1969-12-31 23:59:59.000000000 +0000",
        "-2147483648, 0, UTC, 1901-12-13 20:45:52.000000000 +0000",
        "15032385535, 0, UTC, 2446-05-10 22:38:55.000000000 +0000",
        "1709164800, 0, UTC, 2024-02-29 00:00:00.000000000 +0000"
    })
    void aTimeIsThatOfItsZone(long seconds, long nanoseconds, String zone, String expected)
            throws IOException {
        Instant time = Instant.ofEpochSecond(seconds, nanoseconds);
        assertThat(text(zone, (times, out) -> times.nanosecond(out, time))).isEqualTo(expected);
        // Not the first time that is written in that zone.
        assertThat(
                        text(
                                zone,
                                (times, out) -> {
                                    times.nanosecond(out, Instant.EPOCH);
                                    times.nanosecond(out, time);
                                }))
                .endsWith(expected);
    }

    @Test
    void shortFormsHaveTheWidthOfLs() throws IOException {
        Instant time = Instant.parse("2024-02-03T04:05:06Z");
        assertThat(text("UTC", (times, out) -> times.timeOfYear(out, time)))
                .isEqualTo("Feb  3 04:05");
        assertThat(text("UTC", (times, out) -> times.dateOfYear(out, time)))
                .isEqualTo("Feb  3  2024");
        assertThat(text("UTC", (times, out) -> times.shortTime(out, time)))
                .isEqualTo("02-03 04:05");
        assertThat(text("UTC", (times, out) -> times.minute(out, time)))
                .isEqualTo("2024-02-03 04:05");
        assertThat(text("UTC", (times, out) -> times.date(out, time))).isEqualTo("2024-02-03");
    }

    private interface Writing {
        void write(TimeText times, TextOut out) throws IOException;
    }

    private static String text(String zone, Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextOut out = new TextOut(bytes);
        writing.write(new TimeText(ZoneId.of(zone)), out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
