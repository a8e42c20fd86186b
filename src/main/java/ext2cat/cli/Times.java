// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How times are shown to people.
 *
 * @param zone where they live
 */
record Times(ZoneId zone) {

    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS Z", Locale.ROOT);

    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT);

    /** In UTC, or in the zone of the process, which TZ tells. */
    static Times of(boolean utc) {
        return new Times(utc ? ZoneOffset.UTC : ZoneId.systemDefault());
    }

    /** As stat(1) shows it: {@code 2023-11-14 22:13:20.000000000 +0000}. */
    String full(Instant time) {
        return FULL.format(time.atZone(zone));
    }

    /** As ctime(3) does: {@code Tue Nov 14 22:13:20 2023}. */
    String ctime(Instant time) {
        return LONG.format(time.atZone(zone));
    }
}
