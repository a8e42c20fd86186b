// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

final class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hello.txt                | 68656c6c6f2e747874
                    ' space first'           | 207370616365206669727374
                    café                     | 636166c3a9
                    caf\\xe9                 | 636166e9
                    ¢                        | c2a2
                    ࠀ                        | e0a080
                    𐀀                        | f0908080
                    偿                       | e581bf
                    日本語                   | e697a5e69cace8aa9e
                    😀                       | f09f9880
                    a\\\\b                   | 615c62
                    \\\\x41                  | 5c783431
                    line\\x0afeed            | 6c696e650a66656564
                    \\x1b[31m                | 1b5b33316d
                    \\x00                    | 00
                    \\x7f                    | 7f
                    a/b                      | 612f62
                    \\xc2\\x9b31m            | c29b33316d
                    evil\\xe2\\x80\\xaetxt   | 6576696ce280ae747874
                    \\xe2\\x80\\xa8          | e280a8
                    \\xef\\xbb\\xbfx         | efbbbf78
                    \\xc0\\x80               | c080
                    \\xe0\\x80\\x80          | e08080
                    \\xed\\xa0\\x80          | eda080
                    \\xf4\\x90\\x80\\x80     | f4908080
                    \\xf0\\x80\\x80\\x80     | f0808080
                    \\xf5\\x80\\x80\\x80     | f5808080
                    \\xe6\\x97               | e697
                    \\xe6\\x97x              | e69778
                    \\x80                    | 80
                    """)
    void aNameIsSpelledSafelyAndReadsBack(String spelling, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        FileName name = FileName.of(bytes);
        assertThat(name).hasToString(spelling);
        assertThat(FileName.readings(spelling).getLast()).isEqualTo(name);
    }

    @Test
    void theJoinersOfScriptsAndEmojiAreShown() {
        assertThat(FileName.of("👩\u200d🚀 \u200c")).hasToString("👩\u200d🚀 \u200c");
    }

    @Test
    void anySequenceOfBytesReadsBackFromItsSpelling() {
        Random random = new Random(20_261_123);
        byte[] awkward = {'\\', 'x', '4', 'F', (byte) 0xc3, (byte) 0xa9, (byte) 0xe2, '\n', 0};
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(1, 12)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] =
                        random.nextBoolean()
                                ? awkward[random.nextInt(awkward.length)]
                                : (byte) random.nextInt(256);
            }
            String spelling = FileName.of(bytes).toString();
            assertThat(spelling.chars()).noneMatch(Character::isISOControl);
            assertThat(FileName.readings(spelling).getLast().toBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void whatIsTypedMeansItselfFirstAndThenWhatItSpells() {
        assertThat(FileName.readings("plain")).containsExactly(FileName.of("plain"));
        assertThat(FileName.readings("a\\x41"))
                .containsExactly(FileName.of("a\\x41"), FileName.of("aA"));
        assertThat(FileName.readings("a\\\\b"))
                .containsExactly(FileName.of("a\\\\b"), FileName.of("a\\b"));
        assertThat(FileName.readings("x\\x2Fy").getLast()).isEqualTo(FileName.of("x/y"));
    }

    @ParameterizedTest
    @CsvSource({"a\\b", "\\", "\\x", "\\x4", "\\x4g", "\\xg4", "\\X41", "tail\\"})
    void aBackslashThatStartsNoEscapeMeansItself(String typed) {
        assertThat(FileName.readings(typed)).containsExactly(FileName.of(typed));
    }

    @Test
    void namesAreEqualIfTheirBytesAre() {
        FileName name = FileName.of("é");
        assertThat(name)
                .isEqualTo(FileName.of("é".getBytes(StandardCharsets.UTF_8)))
                .hasSameHashCodeAs(FileName.of("é".getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(FileName.of("e\u0301"))
                .isNotEqualTo(FileName.of("E"));
    }

    @Test
    void namesAreOrderedByUnsignedBytes() {
        assertThat(
                        List.of("é", "z", "Z", "za", "").stream()
                                .map(FileName::of)
                                .sorted()
                                .map(FileName::toString))
                .containsExactly("", "Z", "z", "za", "é");
    }

    @Test
    void onlyWhatAPathCanHoldIsLegal() {
        assertThat(FileName.of("a\\b\n").isLegal()).isTrue();
        assertThat(FileName.of("x".repeat(255)).isLegal()).isTrue();
        assertThat(FileName.of("x".repeat(256)).isLegal()).isFalse();
        assertThat(FileName.of("").isLegal()).isFalse();
        assertThat(FileName.of("a/b").isLegal()).isFalse();
        assertThat(FileName.of("a\0b").isLegal()).isFalse();
    }

    @Test
    void theDotsAreKnown() {
        assertThat(FileName.of(".").isDotOrDotDot()).isTrue();
        assertThat(FileName.of("..").isDotOrDotDot()).isTrue();
        assertThat(FileName.of("...").isDotOrDotDot()).isFalse();
    }

    @Test
    void theBytesOfANameCannotBeChanged() {
        byte[] bytes = {'a'};
        FileName name = FileName.of(bytes);
        bytes[0] = 'b';
        name.toBytes()[0] = 'c';
        assertThat(name).hasToString("a");
        assertThat(name.length()).isEqualTo(1);
    }
}
