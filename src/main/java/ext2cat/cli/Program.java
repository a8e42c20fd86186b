// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.line.Abbreviations;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.PlainParser;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.line.Version;
import ext2cat.cli.line.WrongUse;
import ext2cat.cli.run.Command;
import ext2cat.cli.run.Failure;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Terminal;

import picocli.CommandLine;
import picocli.CommandLine.Help;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a command as all programs here do. */
final class Program {

    private static final int NARROWEST = 60;
    private static final int WIDEST = 120;

    private Program() {}

    /**
     * Runs a program: the command that is asked for, if its command line leaves no doubt, else what
     * picocli makes of the arguments; the exit code.
     *
     * @param words the arguments that are the command's own
     * @param parser picocli's for the arguments
     */
    static int run(
            String[] args,
            Optional<Entry> asked,
            List<String> words,
            Supplier<CommandLine> parser,
            Streams streams) {
        if (Version.isAsked(args)) {
            return printVersion(streams);
        }
        if (asked.isPresent()) {
            Command command = asked.get().make();
            Optional<String> list = command.syntax().asksForList(words);
            if (list.isPresent()) {
                PrintWriter out = streams.textOut();
                out.print(list.get());
                out.flush();
                return ExitCode.OK.value();
            }
            if (PlainParser.read(command.syntax(), words)) {
                return call(command, streams);
            }
        }
        return parse(parser.get(), args, streams);
    }

    /** Runs a command whose command line was read; the exit code. */
    private static int call(Command command, Streams streams) {
        try {
            return command.run(streams).value();
        } catch (RuntimeException e) {
            return report(e, command.syntax().command(), streams);
        }
    }

    /** Prints the version, as picocli would; the exit code. */
    private static int printVersion(Streams streams) {
        try {
            for (String line : new Version().getVersion()) {
                streams.textOut().println(line);
            }
            return ExitCode.OK.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the build has put it there
        }
    }

    /** Parses by picocli and runs; the exit code. */
    static int parse(CommandLine commandLine, String[] args, Streams streams) {
        String[] written;
        CommandLine asked =
                args.length == 0
                        ? commandLine
                        : commandLine.getSubcommands().getOrDefault(args[0], commandLine);
        try {
            written = Abbreviations.written(asked, args);
        } catch (UsageException e) {
            return refuse(e.getMessage(), asked.getCommandSpec().qualifiedName(), streams);
        }
        return configured(commandLine)
                .setOut(streams.textOut())
                .setErr(streams.err())
                .setUsageHelpWidth(width(streams.terminal()))
                .setColorScheme(
                        Help.defaultColorScheme(
                                streams.terminal().colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setParameterExceptionHandler(
                        (wrong, _) -> {
                            String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
                            String why = WrongUse.sentence(wrong, List.of(args));
                            return refuse(why, name, streams);
                        })
                .setExecutionExceptionHandler(
                        (thrown, command, _) ->
                                report(thrown, command.getCommandSpec().qualifiedName(), streams))
                .execute(written);
    }

    /** How wide help is: as the terminal, as long as lines are good to read. */
    private static int width(Terminal terminal) {
        return Math.clamp(terminal.columns(), NARROWEST, WIDEST);
    }

    /** A parser that takes words as they are. */
    static CommandLine configured(CommandLine commandLine) {
        return commandLine.setExpandAtFiles(false).setTrimQuotes(false);
    }

    private static int report(Exception thrown, String name, Streams streams) {
        if (thrown instanceof UsageException wrong) {
            return refuse(wrong.getMessage(), name, streams);
        }
        String command = name.substring(name.lastIndexOf(' ') + 1);
        streams.say(Failure.of(thrown, command).sentence());
        return ExitCode.PATH_OR_IO.value();
    }

    private static int refuse(String why, String name, Streams streams) {
        streams.say(name + ": " + why);
        streams.say("Try '" + name + " --help'.");
        return ExitCode.USAGE.value();
    }
}
