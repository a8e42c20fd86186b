// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Terminal;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the programs say to who is new to them. */
final class WordsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lss | ext2: unknown command 'lss'; did you mean 'ls'?",
                "extarct image | ext2: unknown command 'extarct'; did you mean 'extract'?",
                "wonderful | ext2: unknown command 'wonderful'",
                "help lss | ext2: unknown command 'lss'; did you mean 'ls'?",
                "ls --recurse=3 image | ext2 ls: unknown option '--recurse=3'",
                "ls --jsno image | ext2 ls: unknown option '--jsno'; did you mean '--json'?",
                "ls -h | ext2 ls: IMAGE is missing; -h is --human-readable here, not --help",
                "stat | ext2 stat: IMAGE and PATH are missing",
                "block image x | ext2 block: Invalid value for N[0] 'x' is not a number",
                "tar -z --xz image | ext2 tar: only one may be given of",
                "df image /x | ext2 df: nothing is known to do with '/x'",
            })
    void aWrongCommandLineIsExplained(String line, String said) throws IOException {
        Ran ran = Ran.ext2(folder, (Object[]) line.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith(said.replace("[0]", ":"));
        assertThat(ran.text()).isEmpty();
    }

    @Test
    void swappedArgumentsAreNoticed() throws IOException {
        Path image = new TestImages().named("tour").packed();
        assertThat(Ran.ext2cat(folder, "/README.none", image).err())
                .isEqualTo(
                        """
                        ext2cat: /README.none: no such file or directory
                        ext2cat: '%s' is a file here: the image comes first
                        """
                                .formatted(image));
        assertThat(Ran.ext2cat(folder, image, image).err()).doesNotContain("comes first");
    }

    @Test
    void optionsMayBeShortened() throws IOException {
        Path image = new TestImages().named("tour").packed();
        assertThat(Ran.ext2(folder, "stat", "--ut", "--json", image, "/README.txt").text())
                .startsWith("[");
        assertThat(Ran.ext2(folder, "ls", "--no", image).err())
                .contains("option '--no' may be --no-group or");
    }

    @Test
    void helpIsACommandAndABareProgramListsItsCommands() throws IOException {
        String overview = Ran.ext2(folder, "--help").text();
        assertThat(Ran.ext2(folder, "help").text()).isEqualTo(overview);
        assertThat(Ran.ext2(folder, "help", "ls").text())
                .isEqualTo(Ran.ext2(folder, "ls", "--help").text());
        Ran bare = Ran.ext2(folder);
        assertThat(bare.text()).isEqualTo(overview);
        assertThat(bare.code()).isEqualTo(2);
    }

    @Test
    void helpShowsTheExamples() throws IOException {
        assertThat(Ran.ext2(folder, "find", "--help").text())
                .contains("Examples:\n", "    ext2 find disk.img / -name '*.txt' -type f\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void helpFitsTheTerminal(int columns) {
        for (Entry entry : Ext2.PROGRAM.commands()) {
            String help = help(new Terminal(true, columns, false), entry.word());
            assertThat(help.lines()).as(help).allMatch(line -> line.length() <= columns);
        }
    }

    @Test
    void helpIsColouredOnlyWhereColoursAreWanted() {
        assertThat(help(new Terminal(true, 80, true), "ls")).contains("\033[");
        assertThat(help(new Terminal(true, 80, false), "ls")).doesNotContain("\033[");
    }

    private static String help(Terminal terminal, String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintWriter err = new PrintWriter(new StringWriter());
        Streams streams = new Streams(Channels.newChannel(out), err, false, terminal);
        assertThat(Ext2.run(new String[] {command, "--help"}, streams)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
