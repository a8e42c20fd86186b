// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

final class TimesTest {

    private static final long SEED = 3;

    /** The times that an inode can hold, from 1901 to 2446. */
    private static final long MIN_SECONDS = Integer.MIN_VALUE;

    private static final long MAX_SECONDS = 3L << 32;

    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS Z", Locale.ROOT);

    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT);

    @Test
    void timesAreWrittenAsTheFormattersOfTheJdkWriteThem() {
        Random random = new Random(SEED);
        // The first of them began with offsets that are no whole minutes.
        for (String name : List.of("Asia/Kathmandu", "UTC", "America/St_Johns")) {
            ZoneId zone = ZoneId.of(name);
            Times times = new Times(zone);
            for (int i = 0; i < 10_000; i++) {
                Instant time =
                        Instant.ofEpochSecond(
                                random.nextLong(MIN_SECONDS, MAX_SECONDS),
                                i % 10 == 0 ? 0 : random.nextInt(1_000_000_000));
                assertThat(times.full(time)).isEqualTo(FULL.format(time.atZone(zone)));
                assertThat(times.ctime(time)).isEqualTo(LONG.format(time.atZone(zone)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000, 0, UTC, 2023-11-14 22:13:20.000000000 +0000",
        "1700000000, 5, Europe/Berlin, 2023-11-14 23:13:20.000000005 +0100",
        "1690000000, 999999999, Europe/Berlin, 2023-07-22 06:26:40.999999999 +0200",
        "1700000000, 0, America/St_Johns, 2023-11-14 18:43:20.000000000 -0330",
        "-1, 0, UTC, 1969-12-31 23:59:59.000000000 +0000",
        "-2147483648, 0, UTC, 1901-12-13 20:45:52.000000000 +0000",
        "-2147483648, 0, Asia/Kathmandu, 1901-12-14 02:27:08.000000000 +0541",
        "15032385535, 0, UTC, 2446-05-10 22:38:55.000000000 +0000",
        "1709164800, 0, UTC, 2024-02-29 00:00:00.000000000 +0000"
    })
    void aTimeIsThatOfItsZone(long seconds, long nanoseconds, String zone, String expected)
            throws IOException {
        Instant time = Instant.ofEpochSecond(seconds, nanoseconds);
        Times times = new Times(ZoneId.of(zone));
        assertThat(text(out -> times.full(out, time))).isEqualTo(expected);
        assertThat(text(out -> times.full(out, Instant.EPOCH))).isNotEqualTo(expected);
        assertThat(times.full(time)).isEqualTo(expected);
        assertThat(times.seconds(time)).isEqualTo(expected.substring(0, 19));
    }

    @Test
    void shortFormsHaveTheWidthOfLs() throws IOException {
        Instant time = Instant.parse("2024-02-03T04:05:06Z");
        Times times = new Times(ZoneOffset.UTC);
        assertThat(text(out -> times.timeOfYear(out, time))).isEqualTo("Feb  3 04:05");
        assertThat(text(out -> times.dateOfYear(out, time))).isEqualTo("Feb  3  2024");
        assertThat(text(out -> times.shortTime(out, time))).isEqualTo("02-03 04:05");
        assertThat(text(out -> times.minute(out, time))).isEqualTo("2024-02-03 04:05");
        assertThat(text(out -> times.date(out, time))).isEqualTo("2024-02-03");
    }

    private interface Writing {
        void write(TextOut out) throws IOException;
    }

    private static String text(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextOut out = new TextOut(bytes);
        writing.write(out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
