// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ext2cat.disk.FileName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

final class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, abcd, false",
        "'', '', true",
        "'', x, false",
        "*, '', true",
        "*.c, main.c, true",
        "*.c, main.h, false",
        "a*b*c, aXbXbc, true",
        "a*b*c, aXbXbd, false",
        "?, x, true",
        "?, '', false",
        "??, \u00e9, true",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[^a-c]x, bx, false",
        "[]]x, ]x, true",
        "[!]]x, ]x, false",
        "[a-]x, -x, true",
        "[[:digit:]_]x, 7x, true",
        "[[:digit:]_]x, _x, true",
        "[[:digit:]_]x, ax, false",
        "[[:nonsense:]]x, nx, false",
        "[\\]]x, ]x, true",
        "[abc, [abc, true",
        "[abc, a, false",
        "\\*, *, true",
        "\\*, x, false",
        "\\x41, A, true",
        "\\x4, x4, true",
        "caf\\xc3\\xa9, caf\u00e9, true",
        "\\\\, \\, true",
        "*, a/.b, true"
    })
    void aPatternMatchesAsInShells(String pattern, String text, boolean expected) {
        assertThat(Glob.of(utf8(pattern)).matches(utf8(text))).isEqualTo(expected);
    }

    @Test
    void caseIsIgnoredIfAsked() {
        Glob glob = Glob.ignoringCase(utf8("Read[M-N]e*"));
        assertThat(glob.matches(utf8("READMe.TXT"))).isTrue();
        assertThat(glob.matches(utf8("reads"))).isFalse();
    }

    @Test
    void aDotInFrontIsMatchedOnlyByADot() {
        assertThat(Glob.of(utf8("*")).matchesUnhidden(FileName.of(".profile"))).isFalse();
        assertThat(Glob.of(utf8("[.]profile")).matchesUnhidden(FileName.of(".profile"))).isFalse();
        assertThat(Glob.of(utf8(".p*")).matchesUnhidden(FileName.of(".profile"))).isTrue();
        assertThat(Glob.of(utf8("\\.p*")).matchesUnhidden(FileName.of(".profile"))).isTrue();
        assertThat(Glob.of(utf8("*")).matchesUnhidden(FileName.of("profile"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"abc, false", "a*, true", "a?, true", "[a], true", "\\*, false", "a\\\\*, true"})
    void whatIsSpecialMakesAPattern(String word, boolean expected) {
        assertThat(Glob.isPattern(utf8(word))).isEqualTo(expected);
    }

    @Test
    void manyStarsTakeNoMoreThanPatternTimesText() {
        Glob glob = Glob.of(utf8("a*".repeat(100) + "b"));
        byte[] text = utf8("a".repeat(4000));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(glob.matches(text)).isFalse());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
