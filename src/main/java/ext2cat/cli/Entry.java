// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.line.CommandGroup;
import ext2cat.cli.line.PicocliModel;
import ext2cat.cli.run.Command;
import ext2cat.cli.run.Streams;

import picocli.CommandLine;

import java.util.function.Function;

/**
 * A line of a table of commands. All that must know of a command has it from there: both ways of
 * reading a command line, help, manual page, completion, how the launcher starts the JVM, and what
 * is run for the archive of classes.
 *
 * @param group where help lists it
 * @param start how the JVM starts for it
 * @param name what its program and it are called, e.g. {@code ext2 ls}
 * @param maker makes it, under that name
 */
record Entry(CommandGroup group, Start start, String name, Function<String, Command> maker) {

    /** The command, not told anything yet. */
    Command make() {
        return maker.apply(name);
    }

    /** The last word of the name. */
    String word() {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    /** A line of the help. */
    CommandGroup.Member member() {
        return new CommandGroup.Member(group, word(), make().syntax().purpose());
    }

    /** Picocli's parser of the command line, which then runs the command. */
    CommandLine parser(Streams streams) {
        Command command = make();
        CommandLine parser =
                new CommandLine(
                        PicocliModel.of(
                                command.syntax(),
                                command.examples(),
                                () -> command.run(streams).value()));
        group.put(parser);
        return parser;
    }
}
