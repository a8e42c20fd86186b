// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.run.Streams;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

final class Ext2HelpTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private Streams streams;

    @BeforeEach
    void makeStreams() {
        streams = new Streams(Channels.newChannel(out), new PrintWriter(err, true), false);
    }

    @Test
    void theHelpListsEveryCommandOnceAndFitsTheTerminal() {
        assertThat(run("--help")).isZero();
        String help = out.toString(StandardCharsets.UTF_8);
        for (String command : Ext2.PROGRAM.commandLine(streams).getSubcommands().keySet()) {
            assertThat(help.lines().filter(line -> line.startsWith("  " + command + " ")))
                    .as(command)
                    .hasSize(1);
        }
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        assertThat(err).hasToString("");
    }

    @Test
    void textsAreShownAsTheyStand() {
        run("ls", "--help");
        assertThat(out.toString(StandardCharsets.UTF_8)).containsOnlyOnce("*/=@|.");
        run("stat", "--help");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("'%a %s").doesNotContain("%%");
    }

    @Test
    void messagesAreSafeLines() {
        assertThat(run("ls", "--\033[31m\nx", "image")).isEqualTo(2);
        assertThat(run("readorder", "--format", "\033c", "image", "/")).isEqualTo(2);
        assertThat(run("ls", "no\033[31m\nimage\udcff")).isEqualTo(1);
        assertThat(run("\u202e")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        """
                        ext2 ls: unknown option '--\\x1b[31m\\x0ax'
                        Try 'ext2 ls --help'.
                        ext2 readorder: --format '\\x1bc' is not one of text, json, csv, blkparse, \
                        blktrace, fio, fio3
                        Try 'ext2 readorder --help'.
                        ext2 ls: no\\x1b[31m\\x0aimage\\xff: no such file or directory
                        ext2: unknown command '\\xe2\\x80\\xae'
                        Try 'ext2 --help'.
                        """);
    }

    @Test
    void everyCommandHasHelpThatFitsTheTerminal() {
        for (String command : Ext2.PROGRAM.commandLine(streams).getSubcommands().keySet()) {
            out.reset();
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .first()
                    .asString()
                    .startsWith("Usage: ext2 " + command + " ");
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .as(command)
                    .allMatch(line -> line.length() <= 80)
                    .containsOnlyOnce("Exit code:")
                    .filteredOn(line -> line.matches("  [0-4]   .*"))
                    .hasSize(command.equals("diff") ? 4 : command.equals("unmount") ? 3 : 5);
        }
    }

    @Test
    void everyCommandIsMadeUnderItsOwnName() {
        Ext2.PROGRAM
                .commandLine(streams)
                .getSubcommands()
                .forEach(
                        (name, command) ->
                                assertThat(command.getCommandSpec().name()).isEqualTo(name));
    }

    @Test
    void aCommandThatIsNoneIsAnErrorOfUse() {
        assertThat(run("nonsense")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).startsWith("ext2: ").contains("'nonsense'");
        assertThat(out.size()).isZero();
    }

    private int run(String... args) {
        return Ext2.run(args, streams);
    }
}
