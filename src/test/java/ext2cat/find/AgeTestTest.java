// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.InodeTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

/** {@code -mtime}, {@code -mmin} and their like, as GNU find takes them. */
final class AgeTestTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:28:58.5Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT0S PT23H59M59.9S, PT24H PT-1S",
        "1, PT24H PT47H59M59.9S, PT23H59M59.9S PT48H",
        "+1, PT48H PT9999H, PT47H59M59.9S PT0S",
        "+0, PT24H PT47H, PT23H59M59.9S",
        "-1, PT0S PT23H59M59.9S PT-9H, PT24H",
        "0.5, PT12H PT35H59M, PT11H59M PT36H",
        ".5, PT12H, PT36H"
    })
    void daysAreWholeAndCountFromZero(String word, String in, String out) throws Exception {
        check(AgeTest.Unit.DAYS, word, in, out);
    }

    @ParameterizedTest
    @CsvSource({
        "1, PT0S PT0.1S PT59.9S, PT-0.1S PT1M",
        "2, PT1M PT60.1S PT119.9S, PT59.9S PT2M",
        "+1, PT60.1S PT119S PT9999H, PT1M PT0S",
        "-1, PT0S PT59.9S PT-5M, PT1M",
        "+0, PT0.1S, PT0S PT-1S",
        "0.5, PT29.9S PT-29S, PT31S"
    })
    void minutesCountFromOne(String word, String in, String out) throws Exception {
        check(AgeTest.Unit.MINUTES, word, in, out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "x", "1x", "1.2.3", "--1", "1e3"})
    void whatIsNoNumberIsRefused(String word) {
        assertThatThrownBy(() -> parse(AgeTest.Unit.DAYS, word))
                .isInstanceOf(FindSyntaxException.class)
                .hasMessageContaining("not '" + word + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "+999999999999999999"})
    void noFileIsOlderThanAnyTime(String word) throws Exception {
        assertThat(holds(parse(AgeTest.Unit.DAYS, word), Instant.parse("1901-12-13T20:45:52Z")))
                .isFalse();
    }

    private static void check(AgeTest.Unit unit, String word, String in, String out)
            throws FindSyntaxException {
        AgeTest test = parse(unit, word);
        for (String age : in.split(" ")) {
            assertThat(holds(test, NOW.minus(Duration.parse(age)))).as(age).isTrue();
        }
        for (String age : out.split(" ")) {
            assertThat(holds(test, NOW.minus(Duration.parse(age)))).as(age).isFalse();
        }
    }

    private static AgeTest parse(AgeTest.Unit unit, String word) throws FindSyntaxException {
        return AgeTest.parse("-xtime", word, unit, InodeTime.MTIME, NOW);
    }

    private static boolean holds(AgeTest test, Instant then) {
        return then.isAfter(test.after()) && !then.isAfter(test.until());
    }
}
