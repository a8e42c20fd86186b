// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.disk.FileMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.Optional;

/** Colours as ls(1) gives them by the same words. */
final class NameColoursTest {

    private static final Terminal TERMINAL = new Terminal(true, 80, true);
    private static final String WORDS =
            "di=01;34:ln=01;36:or=40;31:pi=33:so=01;35:bd=1:cd=2:su=37;41:sg=30;43:tw=30;42:"
                    + "ow=34;42:st=37;44:ex=01;32:fi=00:*.gz=01;31:*README=4:*.tar.gz=9:*.txt=00";

    @ParameterizedTest
    @CsvSource({
        "0100644, plain, ''",
        "0100755, plain, 01;32",
        "0104755, plain, 37;41",
        "0102644, plain, 30;43",
        "0100755, a.gz, 01;32",
        "0100644, A.GZ, 01;31",
        "0100644, a.tar.gz, 9",
        "0100644, a.txt, ''",
        "0100644, README, 4",
        "0040755, a.gz, 01;34",
        "0041755, d, 37;44",
        "0041777, d, 30;42",
        "0040777, d, 34;42",
        "0010644, p, 33",
        "0140755, s, 01;35",
        "0060644, b, 1",
        "0020644, c, 2"
    })
    void aNameHasTheColourOfWhatItNames(String octal, String name, String colour) {
        FileMode mode = new FileMode(Integer.parseInt(octal, 8));
        assertThat(on(WORDS, name, mode, Optional.empty())).isEqualTo(coloured(colour, name));
    }

    @Test
    void aSymlinkHasItsOwnColourOrThatOfItsTarget() {
        FileMode link = new FileMode(0120777);
        Optional<FileMode> directory = Optional.of(new FileMode(0040755));
        assertThat(on(WORDS, "l", link, directory)).isEqualTo(coloured("01;36", "l"));
        assertThat(on(WORDS, "l", link, Optional.empty())).isEqualTo(coloured("40;31", "l"));
        assertThat(on("ln=1", "l", link, Optional.empty())).isEqualTo(coloured("1", "l"));
        assertThat(on("ln=target:di=5", "l", link, directory)).isEqualTo(coloured("5", "l"));
        assertThat(on("ln=target:di=5", "l", link, Optional.empty())).isEqualTo("l");
    }

    @Test
    void nothingButColoursGetsToATerminal() {
        FileMode file = new FileMode(0100644);
        assertThat(on("fi=31m\033[2J:nonsense:=1:ex", "x", file, Optional.empty())).isEqualTo("x");
    }

    @Test
    void whereNothingIsToldTheColoursAreTheUsualOnes() {
        FileMode directory = new FileMode(0040755);
        NameColours usual = NameColours.of(Map.of());
        assertThat(usual.on(TERMINAL, "d", Optional.of(directory), Optional.empty()))
                .isEqualTo(coloured("1;34", "d"));
        assertThat(usual.on(TERMINAL, "d", Optional.empty(), Optional.empty())).isEqualTo("d");
        assertThat(usual.on(Terminal.NONE, "d", Optional.of(directory), Optional.empty()))
                .isEqualTo("d");
    }

    private static String on(String words, String name, FileMode mode, Optional<FileMode> target) {
        return NameColours.of(Map.of("LS_COLORS", words))
                .on(TERMINAL, name, Optional.of(mode), target);
    }

    private static String coloured(String colour, String name) {
        return colour.isEmpty() ? name : "\033[" + colour + "m" + name + "\033[0m";
    }
}
