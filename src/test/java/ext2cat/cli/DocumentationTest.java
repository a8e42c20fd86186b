// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.line.Completion;
import ext2cat.cli.line.ManualPage;
import ext2cat.cli.run.Streams;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;

/** The pages of the manual, and that they and the shells' completion leave nothing out. */
final class DocumentationTest {

    private static final String DATE = "2026-01-01";

    @Test
    void everyCommandHasAPageWithEachOfItsOptions() {
        for (CommandLine command : commands()) {
            String page = ManualPage.of(command, DATE);
            for (OptionSpec option : command.getCommandSpec().options()) {
                for (String name : option.names()) {
                    assertThat(page).contains(bold(name));
                }
            }
            for (PositionalParamSpec word : command.getCommandSpec().positionalParameters()) {
                assertThat(page).contains(".TP\n" + italic(word.paramLabel()) + "\n");
            }
            for (CommandLine member : command.getSubcommands().values()) {
                assertThat(page).contains(bold(ManualPage.name(member)) + "(1)\n");
            }
            assertThat(page.lines())
                    .filteredOn(line -> line.startsWith("."))
                    .allMatch(line -> line.matches("\\.(\\\\\"|TH|SH|SS|TP|PP|nf|fi)( .*)?"));
        }
    }

    @Test
    void completionKnowsEveryCommandAndOption() {
        CommandLine ext2 = Ext2.PROGRAM.commandLine(nowhere());
        String bash = Completion.bash(ext2);
        String zsh = Completion.zsh(ext2);
        for (CommandLine command : ext2.getSubcommands().values()) {
            assertThat(bash).contains("        *:" + command.getCommandName() + ") words='");
            assertThat(zsh).contains("        " + command.getCommandName() + ")\n");
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(bash).contains(option.longestName());
                assertThat(zsh).contains("'" + option.longestName());
            }
        }
    }

    private static List<CommandLine> commands() {
        CommandLine ext2 = Ext2.PROGRAM.commandLine(nowhere());
        List<CommandLine> commands = new ArrayList<>(List.of(ext2, Ext2cat.commandLine(nowhere())));
        commands.addAll(ext2.getSubcommands().values());
        return commands;
    }

    private static String bold(String words) {
        return "\\fB" + words.replace("-", "\\-") + "\\fR";
    }

    private static String italic(String words) {
        return "\\fI" + words.replace("-", "\\-") + "\\fR";
    }

    private static Streams nowhere() {
        return new Streams(
                Channels.newChannel(new ByteArrayOutputStream()),
                new PrintWriter(Writer.nullWriter()),
                false);
    }
}
