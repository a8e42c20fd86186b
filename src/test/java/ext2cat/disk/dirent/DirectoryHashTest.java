// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The hashes of names, against those that debugfs prints. */
final class DirectoryHashTest {

    static List<Arguments> vectors() throws IOException {
        InputStream table = DirectoryHashTest.class.getResourceAsStream("/check/dx_hash.tsv");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(table), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arguments.of((Object[]) line.split("\t")))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isThatOfDebugfs(int version, String bytes, String seed, String name, String expected) {
        DirectoryHash hash = new DirectoryHash(version, words(seed), bytes.equals("signed"));
        assertThat(hash.of(HexFormat.of().parseHex(name)))
                .isEqualTo(HexFormat.fromHexDigitsToLong(expected));
    }

    /** As debugfs prints it beside the hash. */
    @Test
    void theFurtherBitsAreThoseOfDebugfs() {
        byte[] name =
                "abcdefghijklmnopqrstuvwxyz0123456789ABCD".getBytes(StandardCharsets.US_ASCII);
        long[] seed = words("e2ca7001-0000-4000-8000-00000000e2ca");
        assertThat(new DirectoryHash(DirectoryHash.HALF_MD4, seed, true).minorOf(name))
                .isEqualTo(0x485561c7L);
        assertThat(new DirectoryHash(DirectoryHash.TEA, seed, true).minorOf(name))
                .isEqualTo(0x8a56dde1L);
        assertThat(new DirectoryHash(DirectoryHash.LEGACY, seed, true).minorOf(name)).isZero();
    }

    @Test
    void anEmptyNameHasTheStartValue() {
        long[] noSeed = new long[4];
        assertThat(new DirectoryHash(DirectoryHash.HALF_MD4, noSeed, true).of(new byte[0]))
                .isEqualTo(0xefcdab88L);
        assertThat(new DirectoryHash(DirectoryHash.TEA, noSeed, true).of(new byte[0]))
                .isEqualTo(0x67452300L);
    }

    @Test
    void noNameHasTheHashThatEndsADirectory() {
        long[] seed = {1, 0xffffffffL, 0, 0};
        assertThat(new DirectoryHash(DirectoryHash.HALF_MD4, seed, true).of(new byte[0]))
                .isEqualTo(0xfffffffcL);
    }

    /** A UUID is sixteen bytes, the seed the same as four little-endian words. */
    private static long[] words(String uuid) {
        long[] words = new long[4];
        if (!uuid.equals("-")) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(HexFormat.of().parseHex(uuid.replace("-", "")))
                            .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < words.length; i++) {
                words[i] = Integer.toUnsignedLong(bytes.getInt());
            }
        }
        return words;
    }
}
