// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;

/** The pages of the manual, and that they and the shells' completion leave nothing out. */
final class ManualPageTest {

    private static final String DATE = "2026-01-01";

    @Command(
            name = "sample",
            description = "Writes .dots and \\slashes.",
            exitCodeList = {"0:Fine.", "9:Not."},
            footerHeading = "%n'First' words.%nTimes:%n",
            footer = {"  One sentence that", "  goes on.", "", "  a   table", "    deeper"})
    private static final class Sample {

        @Option(
                names = {"-c", "--colour"},
                paramLabel = "NAME",
                defaultValue = "red",
                description = "A colour, ${DEFAULT-VALUE} if none is told.")
        private String colour;

        @Option(names = "--secret", hidden = true, description = "Not for you.")
        private boolean secret;

        @Parameters(index = "0", paramLabel = "FROM", description = "The first.")
        private String from;

        @Parameters(index = "1..*", arity = "0..*", paramLabel = "TO", description = "More.")
        private List<String> to;
    }

    @Test
    void aPageIsMadeOfTheModel() {
        assertThat(ManualPage.of(new CommandLine(new Sample()), DATE))
                .isEqualTo(
                        """
                        .\\" Made by the build from what the command's parser knows.
                        .TH "SAMPLE" "1" "2026-01-01" "" "User Commands"
                        .SH "NAME"
                        sample \\-
                        writes .dots and \\eslashes
                        .SH "SYNOPSIS"
                        \\fBsample\\fR [\\fIOPTION\\fR]... \\fIFROM\\fR [\\fITO\\fR]...
                        .SH "DESCRIPTION"
                        Writes .dots and \\eslashes.
                        .PP
                        \\&'First' words.
                        .SH "OPTIONS"
                        .TP
                        \\fIFROM\\fR
                        The first.
                        .TP
                        \\fITO\\fR
                        More.
                        .TP
                        \\fB\\-c\\fR, \\fB\\-\\-colour\\fR=\\fINAME\\fR
                        A colour, red if none is told.
                        .SH "EXIT STATUS"
                        .TP
                        \\fB0\\fR
                        Fine.
                        .TP
                        \\fB9\\fR
                        Not.
                        .SH "TIMES"
                        One sentence that
                        goes on.
                        .nf
                        .PP
                        a   table
                          deeper
                        .fi
                        .SH "SEE ALSO"
                        \\fBext2\\fR(1), \\fBext2cat\\fR(1)
                        """);
    }

    @Test
    void everyCommandHasAPageWithEachOfItsOptions() {
        for (CommandLine command : commands()) {
            String page = ManualPage.of(command, DATE);
            for (OptionSpec option : command.getCommandSpec().options()) {
                for (String name : option.names()) {
                    assertThat(page).contains(Roff.bold(name));
                }
            }
            for (PositionalParamSpec word : command.getCommandSpec().positionalParameters()) {
                assertThat(page).contains(".TP\n" + Roff.italic(word.paramLabel()) + "\n");
            }
            for (CommandLine member : command.getSubcommands().values()) {
                assertThat(page).contains(Roff.bold(ManualPage.name(member)) + "(1)\n");
            }
            assertThat(page.lines())
                    .filteredOn(line -> line.startsWith("."))
                    .allMatch(line -> line.matches("\\.(\\\\\"|TH|SH|SS|TP|PP|nf|fi)( .*)?"));
        }
    }

    @Test
    void completionKnowsEveryCommandAndOption() {
        String script = AutoComplete.bash("ext2", Ext2.commandLine(nowhere()));
        for (CommandLine command : Ext2.commandLine(nowhere()).getSubcommands().values()) {
            String name = command.getCommandName();
            assertThat(script).contains("function _picocli_ext2_" + name.replace("-", "") + "()");
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(script).contains("'" + option.longestName() + "'");
            }
        }
    }

    private static List<CommandLine> commands() {
        CommandLine ext2 = Ext2.commandLine(nowhere());
        List<CommandLine> commands = new ArrayList<>(List.of(ext2, Ext2cat.commandLine(nowhere())));
        commands.addAll(ext2.getSubcommands().values());
        return commands;
    }

    private static Streams nowhere() {
        return new Streams(
                Channels.newChannel(new ByteArrayOutputStream()),
                new PrintWriter(Writer.nullWriter()),
                false);
    }
}
