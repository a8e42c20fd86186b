// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.export.Cat;
import ext2cat.cli.export.CatCommand;
import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.Command;
import ext2cat.cli.line.PicocliModel;
import ext2cat.cli.line.PlainParser;
import ext2cat.cli.line.Version;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;

import picocli.CommandLine;

import java.util.Arrays;
import java.util.List;

/** The {@code ext2cat} program. */
public final class Ext2cat {

    private static final String NAME = "ext2cat";

    private Ext2cat() {}

    /**
     * Runs the program and exits with its code. Where that is 0 it just returns: {@code
     * System.exit} sets up the JVM's loggers first, which takes as long as all the rest.
     */
    public static void main(String[] args) {
        int code = run(Arguments.recover(args), Streams.ofProcess());
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs the program; the exit code. */
    public static int run(String[] args, Streams streams) {
        if (isPlain(args)) {
            return runPlain(args, streams);
        }
        if (Version.isAsked(args)) {
            return Program.printVersion(streams);
        }
        Command command = new CatCommand(NAME, streams);
        return PlainParser.read(command.syntax(), List.of(args))
                ? Program.call(command, streams)
                : runParsed(args, streams);
    }

    /**
     * Whether the arguments are nothing but an image and paths. Such a command line needs no
     * parser, and without one the program starts in half the time.
     */
    static boolean isPlain(String[] args) {
        return args.length >= 2 && Arrays.stream(args).noneMatch(Ext2cat::maybeOption);
    }

    static int runPlain(String[] args, Streams streams) {
        List<String> paths = List.of(args).subList(1, args.length);
        return new Cat(new Session(streams, NAME, false))
                .run(ImageSource.of(args[0]), paths)
                .value();
    }

    /** Runs the program by picocli; the exit code. */
    static int runParsed(String[] args, Streams streams) {
        return Program.execute(commandLine(streams), args, streams);
    }

    /** The program's parser. */
    static CommandLine commandLine(Streams streams) {
        return new CommandLine(PicocliModel.of(new CatCommand(NAME, streams)));
    }

    /** Whether only the parser can tell what the word is. */
    private static boolean maybeOption(String arg) {
        return arg.isEmpty() || arg.charAt(0) == '-';
    }
}
