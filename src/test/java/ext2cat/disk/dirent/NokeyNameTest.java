// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/** Encrypted names of the bytes 0, 1, 2 and so on, whose form another program computed. */
final class NokeyNameTest {

    @ParameterizedTest
    @CsvSource({
        "16, mLrc_hAyVHYAAQIDBAUGBwgJCgsMDQ, BwgJCgsMDQ4P",
        "149, mLrc_hAyVHYAAQIDBAUGBwgJCgsMDQ, dnd4eXp7fH1-f4CBgoOEhYaHiImKi4yNjo-QkZKTlA",
        "150, mLrc_hAyVHYAAQIDBAUGBwgJCgsMDQ, utDREyrBUs9le-iRiuFjV4RI1W1A3vmlkP49yrDDOb",
        "255, mLrc_hAyVHYAAQIDBAUGBwgJCgsMDQ, miuSwUMtoEfkeCyftHDMZ2aEw7Y8IN_0wXTdI58HNa"
    })
    void holdsTheHashTheBytesAndADigestOfTheRest(int length, String beginning, String end) {
        byte[] encrypted = new byte[length];
        for (int i = 0; i < length; i++) {
            encrypted[i] = (byte) i;
        }
        String name =
                new String(
                        NokeyName.of(encrypted, 0xfedcba98L, 0x76543210L),
                        StandardCharsets.US_ASCII);
        assertThat(name).startsWith(beginning).endsWith(end);
        int bytes = 8 + Math.min(length, 149) + (length > 149 ? 32 : 0);
        assertThat(name).hasSize((bytes * 4 + 2) / 3);
    }
}
