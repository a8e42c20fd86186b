// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page of a command in section 1 of the manual. It is made of what the command's parser knows,
 * so that it covers all that there is and nothing else. The build writes it; no program does.
 */
public final class ManualPage {

    private static final String SECTION = "1";

    private final CommandSpec spec;
    private final Help help;
    private final Roff page = new Roff();

    private ManualPage(CommandLine command) {
        this.spec = command.getCommandSpec();
        this.help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
    }

    /** The name of a command's page, e.g. {@code ext2-cat}. */
    public static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /**
     * The page.
     *
     * @param date when the program was made, as the page tells it
     */
    public static String of(CommandLine command, String date) {
        ManualPage page = new ManualPage(command);
        page.write(name(command), date);
        return page.page.toString();
    }

    private void write(String name, String date) {
        String[] version = spec.version();
        page.comment("Made by the build from what the command's parser knows.");
        page.macro(
                "TH",
                name.toUpperCase(Locale.ROOT),
                SECTION,
                date,
                version.length == 0 ? "" : version[0],
                "User Commands");
        page.section("NAME").line(Roff.escaped(name) + " \\-").text(purpose());
        page.section("SYNOPSIS").line(synopsis());
        ManualFooter footer = ManualFooter.of(spec.usageMessage());
        page.section("DESCRIPTION").text(description());
        footer.writeOpening(page);
        writeCommands();
        writeArguments();
        writeExitStatus();
        footer.writeSections(page);
        writeSeeAlso(name);
    }

    private String description() {
        return words(spec.usageMessage().description());
    }

    /** The description as a part of a sentence. */
    private String purpose() {
        String text = description().replaceAll("\\.$", "");
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private String synopsis() {
        StringBuilder text = new StringBuilder(Roff.bold(spec.qualifiedName()));
        if (!spec.subcommands().isEmpty()) {
            return text + " " + Roff.italic("COMMAND") + " [" + Roff.italic("ARGUMENT") + "]...";
        }
        text.append(" [").append(Roff.italic("OPTION")).append("]...");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String label = Roff.italic(parameter.paramLabel());
            text.append(' ').append(parameter.arity().min() == 0 ? "[" + label + "]" : label);
            text.append(parameter.arity().max() > 1 ? "..." : "");
        }
        return text.toString();
    }

    private void writeCommands() {
        Collection<CommandLine> commands = spec.subcommands().values();
        if (commands.isEmpty()) {
            return;
        }
        page.section("COMMANDS");
        for (CommandGroup group : CommandGroup.values()) {
            List<CommandLine> members = commands.stream().filter(group::holds).toList();
            if (!members.isEmpty()) {
                page.subsection(group.heading().replaceAll(":$", ""));
            }
            for (CommandLine member : members) {
                page.term(reference(name(member)))
                        .text(words(member.getCommandSpec().usageMessage().description()));
            }
        }
    }

    private void writeArguments() {
        page.section("OPTIONS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            page.term(Roff.italic(parameter.paramLabel()));
            page.text(
                    explanation(
                            help.createDefaultParameterRenderer()
                                    .render(parameter, help.parameterLabelRenderer(), colours())));
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                page.term(term(option));
                page.text(
                        explanation(
                                help.createDefaultOptionRenderer()
                                        .render(option, help.parameterLabelRenderer(), colours())));
            }
        }
    }

    /** The names of an option, the last with what it takes. */
    private String term(OptionSpec option) {
        String names =
                Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
        if (option.arity().max() == 0) {
            return names;
        }
        boolean isLong = option.longestName().startsWith("--");
        return names + (isLong ? "=" : " ") + Roff.italic(option.paramLabel());
    }

    /** The last column of the help's table: the description, with what stands for values in it. */
    private static String explanation(Ansi.Text[][] rows) {
        return Stream.of(rows)
                .map(row -> row[row.length - 1].toString().strip())
                .collect(Collectors.joining(" "));
    }

    private Help.ColorScheme colours() {
        return help.colorScheme();
    }

    private void writeExitStatus() {
        if (spec.usageMessage().exitCodeList().isEmpty()) {
            return;
        }
        page.section("EXIT STATUS");
        spec.usageMessage()
                .exitCodeList()
                .forEach(
                        (code, meaning) ->
                                page.term(Roff.bold(code)).text(Literal.printed(meaning)));
    }

    private void writeSeeAlso(String name) {
        List<String> others = new ArrayList<>(List.of("ext2", "ext2cat"));
        others.remove(name);
        page.section("SEE ALSO")
                .line(others.stream().map(ManualPage::reference).collect(Collectors.joining(", ")));
    }

    private static String reference(String name) {
        return Roff.bold(name) + "(" + SECTION + ")";
    }

    /** Lines of the help as one piece of text. */
    private static String words(String... lines) {
        return Arrays.stream(lines)
                .map(line -> Literal.printed(line).strip())
                .collect(Collectors.joining(" "));
    }
}
