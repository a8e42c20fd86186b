// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What completes the command line of a program in a shell: commands, options, and files of the host
 * for all other words, the image among them. The build writes it; no program does.
 */
public final class Completion {

    private static final String BASH =
            """
            # Made by the build. Where nothing is offered here, readline offers files.
            _complete_%1$s() {
                local word=$2 words=''
                case $COMP_CWORD:${COMP_WORDS[1]} in
            %2$s    esac
                COMPREPLY=()
                if [[ $COMP_CWORD == %3$s || $word == -* ]]; then
                    COMPREPLY=($(compgen -W "$words" -- "$word"))
                fi
                if [[ ${COMPREPLY[0]} == *= ]]; then
                    compopt -o nospace 2> /dev/null
                fi
            }
            complete -o default -F _complete_%1$s %1$s
            """;

    private static final String ZSH =
            """
            #compdef %1$s
            # Made by the build.
            _%1$s() {
            %2$s}
            if [[ $funcstack[1] == _%1$s ]]; then
                _%1$s "$@"
            else
                compdef _%1$s %1$s
            fi
            """;

    private Completion() {}

    /** For bash, with the package bash-completion or without. */
    public static String bash(CommandLine program) {
        StringBuilder cases = new StringBuilder();
        Collection<CommandLine> commands = program.getSubcommands().values();
        if (!commands.isEmpty()) {
            String names =
                    commands.stream()
                            .map(CommandLine::getCommandName)
                            .collect(Collectors.joining(" "));
            cases.append("        1:*) words='%s help %s' ;;\n".formatted(names, options(program)));
        }
        for (CommandLine command : commands) {
            cases.append(
                    "        *:%s) words='%s' ;;\n"
                            .formatted(command.getCommandName(), options(command)));
        }
        if (commands.isEmpty()) {
            cases.append("        *) words='%s' ;;\n".formatted(options(program)));
        }
        return BASH.formatted(program.getCommandName(), cases, commands.isEmpty() ? "none" : "1");
    }

    /** For zsh, with what each option is for. */
    public static String zsh(CommandLine program) {
        StringBuilder body = new StringBuilder();
        Collection<CommandLine> commands = program.getSubcommands().values();
        if (commands.isEmpty()) {
            body.append("    ").append(arguments(program.getCommandSpec()));
            return ZSH.formatted(program.getCommandName(), body);
        }
        body.append("    if (( CURRENT == 2 )); then\n        local -a commands=(\n");
        for (CommandLine command : commands) {
            String purpose = purpose(command.getCommandSpec().usageMessage().description());
            body.append(
                    "            %s\n".formatted(quoted(command.getCommandName() + ":" + purpose)));
        }
        body.append("        )\n        _describe command commands\n        return\n    fi\n");
        body.append("    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n");
        body.append("    case $command in\n");
        for (CommandLine command : commands) {
            body.append("        %s)\n            ".formatted(command.getCommandName()))
                    .append(arguments(command.getCommandSpec()).replace("\n    ", "\n            "))
                    .append("            ;;\n");
        }
        body.append("    esac\n");
        return ZSH.formatted(program.getCommandName(), body);
    }

    /** The names of the options; one that takes a value ends with its equals sign. */
    private static String options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> Arrays.stream(option.names()).map(name -> name(option, name)))
                .collect(Collectors.joining(" "));
    }

    private static String name(OptionSpec option, String name) {
        return name + (name.startsWith("--") && option.arity().min() > 0 ? "=" : "");
    }

    private static String arguments(CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of("_arguments -s -S"));
        for (OptionSpec option : spec.options()) {
            Stream.of(option.names())
                    .map(name -> quoted(argument(option, name)))
                    .forEach(words::add);
        }
        words.add("'*:file:_files'");
        return String.join(" \\\n        ", words) + "\n";
    }

    /** {@code --output=[Write one PATH to this file]:FILE:_files}, as _arguments reads it. */
    private static String argument(OptionSpec option, String name) {
        // Picocli has formatted it already.
        String text =
                purpose(String.join(" ", option.description()).replace("%", "%%"))
                        .replaceAll("[\\[\\]]", "\\\\$0");
        String what = "[" + text + "]";
        if (option.arity().max() == 0) {
            return name + what;
        }
        boolean isAlone = option.arity().min() == 0;
        String sign = name.startsWith("--") ? (isAlone ? "=-" : "=") : (isAlone ? "-" : "+");
        String label = option.paramLabel();
        boolean isFile = List.of("FILE", "DIR", "CAPTURE").contains(label);
        return name
                + sign
                + what
                + (isAlone ? "::" : ":")
                + label
                + ":"
                + (isFile ? "_files" : " ");
    }

    /** The first sentence. */
    private static String purpose(String... description) {
        return Literal.printed(String.join(" ", description))
                .replaceFirst("(?s)[.:;] .*|\\.$", "")
                .replace("\\", "\\\\")
                .replace(":", "\\:");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
