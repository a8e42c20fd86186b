// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine;

/** Sets a picocli command line up as all programs here have it. */
final class Program {

    private static final int USAGE_WIDTH = 80;

    private Program() {}

    /** Parses and runs; the exit code. */
    static int execute(CommandLine commandLine, String[] args, Streams streams) {
        return commandLine
                .setOut(streams.textOut())
                .setErr(streams.err())
                .setUsageHelpWidth(USAGE_WIDTH)
                .setExpandAtFiles(false)
                .setTrimQuotes(false)
                .setParameterExceptionHandler(
                        (wrong, _) -> {
                            String program =
                                    wrong.getCommandLine().getCommandSpec().qualifiedName();
                            streams.err().println(program + ": " + wrong.getMessage());
                            streams.err().println("Try '" + program + " --help'.");
                            return ExitCode.USAGE.value();
                        })
                .setExecutionExceptionHandler(
                        (thrown, command, _) -> {
                            streams.err()
                                    .println(
                                            Failure.of(thrown, command.getCommandName())
                                                    .sentence());
                            return ExitCode.FAILED.value();
                        })
                .execute(args);
    }
}
