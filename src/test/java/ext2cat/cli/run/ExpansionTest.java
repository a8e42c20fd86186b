// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;

/** What a terminal shows while an image is expanded. */
final class ExpansionTest {

    private static final int COLUMNS = 80;

    private final StringWriter err = new StringWriter();

    @Test
    void theBarIsDrawnAnewForEachPercentAndTakenAway() {
        try (Expansion bar = new Expansion(session(true), "disk.img.xz")) {
            bar.expanded(500, 1000, 1);
            bar.expanded(501, 1000, 2);
            bar.expanded(1000, 1000, 3);
        }
        assertThat(err.toString())
                .isEqualTo(
                        "\rexpanding disk.img.xz [##########          ]  50%"
                                + "\rexpanding disk.img.xz [####################] 100%"
                                + "\r\033[K");
    }

    @Test
    void aLongNameIsCutSoThatTheBarStaysInItsLine() {
        try (Expansion bar = new Expansion(session(true), "a/".repeat(100) + "disk.img")) {
            bar.expanded(1, 1, 1);
        }
        assertThat(err.toString().split("\r")[1])
                .hasSizeLessThan(COLUMNS)
                .startsWith("expanding …")
                .contains("/disk.img [#");
    }

    @Test
    void whereNobodyWatchesNothingIsShown() {
        try (Expansion bar = new Expansion(session(false), "disk.img.xz")) {
            bar.expanded(1, 2, 3);
        }
        assertThat(err.toString()).isEmpty();
    }

    private Session session(boolean terminal) {
        Streams streams =
                new Streams(
                        Channels.newChannel(OutputStream.nullOutputStream()),
                        new PrintWriter(err, true),
                        terminal);
        return new Session(streams, "ext2", false);
    }
}
