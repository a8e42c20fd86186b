// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.export.CatCommand;
import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.CommandGroup;
import ext2cat.cli.run.Streams;

import picocli.CommandLine;

import java.util.List;
import java.util.Optional;

/** The {@code ext2cat} program: one command, which needs no name. */
public final class Ext2cat {

    static final Entry COMMAND =
            new Entry(CommandGroup.TAKE_OUT, Start.COPY, "ext2cat", CatCommand::new);

    private Ext2cat() {}

    /**
     * Runs the program and exits with its code. Where that is 0 it just returns: {@code
     * System.exit} sets up the JVM's loggers first, which takes as long as all the rest.
     */
    public static void main(String[] args) {
        Streams streams = Streams.ofProcess();
        int code = run(Arguments.recover(args), asksForHelp(args) ? streams.forText() : streams);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static boolean asksForHelp(String[] args) {
        for (String arg : args) {
            if (arg.equals("--help") || arg.equals("-h")) {
                return true;
            }
        }
        return false;
    }

    /** Runs the program; the exit code. */
    public static int run(String[] args, Streams streams) {
        return Program.run(
                args, Optional.of(COMMAND), List.of(args), () -> commandLine(streams), streams);
    }

    /** Runs the program by picocli; the exit code. */
    static int parse(String[] args, Streams streams) {
        return Program.parse(commandLine(streams), args, streams);
    }

    /** The program's parser. */
    static CommandLine commandLine(Streams streams) {
        return COMMAND.parser(streams);
    }
}
