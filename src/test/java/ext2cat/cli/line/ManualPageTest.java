// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class ManualPageTest {

    private static final String DATE = "2026-01-01";

    @Test
    void aPageIsMadeOfTheModel() {
        assertThat(ManualPage.of(new CommandLine(sample()), DATE))
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

    private static CommandSpec sample() {
        CommandSpec spec = CommandSpec.create().name("sample");
        spec.usageMessage()
                .description("Writes .dots and \\slashes.")
                .exitCodeList(new TreeMap<>(Map.of("0", "Fine.", "9", "Not.")))
                .footerHeading("%n'First' words.%nTimes:%n")
                .footer("  One sentence that", "  goes on.", "", "  a   table", "    deeper");
        return spec.addOption(
                        OptionSpec.builder("-c", "--colour")
                                .paramLabel("NAME")
                                .type(String.class)
                                .defaultValue("red")
                                .description("A colour, ${DEFAULT-VALUE} if none is told.")
                                .build())
                .addOption(
                        OptionSpec.builder("--secret")
                                .hidden(true)
                                .description("Not for you.")
                                .build())
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("0")
                                .paramLabel("FROM")
                                .description("The first.")
                                .build())
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("1..*")
                                .arity("0..*")
                                .type(List.class)
                                .paramLabel("TO")
                                .description("More.")
                                .build());
    }
}
