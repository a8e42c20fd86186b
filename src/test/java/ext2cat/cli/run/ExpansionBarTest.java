// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;

/** What a terminal shows while an image is expanded. */
final class ExpansionBarTest {

    private static final int COLUMNS = 80;

    private final StringWriter err = new StringWriter();

    @Test
    void theBarIsDrawnAnewForEachPercentAndTakenAway() {
        try (ExpansionBar bar = new ExpansionBar(streams(true), "disk.img.xz")) {
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
        try (ExpansionBar bar = new ExpansionBar(streams(true), "a/".repeat(100) + "disk.img")) {
            bar.expanded(1, 1, 1);
        }
        assertThat(err.toString().split("\r")[1])
                .hasSizeLessThan(COLUMNS)
                .startsWith("expanding …")
                .contains("/disk.img [#");
    }

    @Test
    void whereNobodyWatchesNothingIsShown() {
        try (ExpansionBar bar = new ExpansionBar(streams(false), "disk.img.xz")) {
            bar.expanded(1, 2, 3);
        }
        assertThat(err.toString()).isEmpty();
    }

    private Streams streams(boolean terminal) {
        return new Streams(
                Channels.newChannel(OutputStream.nullOutputStream()),
                new PrintWriter(err, true),
                terminal);
    }
}
