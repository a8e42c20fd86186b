// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
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
        for (String name : List.of("UTC", "America/St_Johns", "Asia/Kathmandu")) {
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
}
