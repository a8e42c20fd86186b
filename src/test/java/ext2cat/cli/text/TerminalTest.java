// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class TerminalTest {

    @Test
    void coloursAreForTerminalsThatHaveThem() {
        assertThat(Ink.BAD.on(terminal("TERM", "xterm"), "x")).isEqualTo("\033[1;31mx\033[0m");
        assertThat(Ink.BAD.on(terminal("TERM", "dumb"), "x")).isEqualTo("x");
        assertThat(Ink.BAD.on(Terminal.of(Map.of()), "x")).isEqualTo("x");
        assertThat(Ink.BAD.on(Terminal.NONE, "x")).isEqualTo("x");
    }

    @Test
    void noColorTurnsThemOffUnlessItIsEmpty() {
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1")).colour()).isFalse();
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "")).colour()).isTrue();
    }

    @Test
    void theWidthIsWhatTheLauncherSays() {
        assertThat(terminal("COLUMNS", "132").columns()).isEqualTo(132);
        assertThat(terminal("COLUMNS", "wide").columns()).isEqualTo(80);
        assertThat(terminal("COLUMNS", "1").columns()).isEqualTo(20);
    }

    private static Terminal terminal(String name, String value) {
        return Terminal.of(Map.of(name, value));
    }
}
