// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.check.CheckCommand;
import ext2cat.cli.check.DiffCommand;
import ext2cat.cli.export.CatCommand;
import ext2cat.cli.export.ExtractCommand;
import ext2cat.cli.export.HashCommand;
import ext2cat.cli.export.TarCommand;
import ext2cat.cli.find.FindCommand;
import ext2cat.cli.inode.InodeCommand;
import ext2cat.cli.inode.LsdelCommand;
import ext2cat.cli.inode.StatCommand;
import ext2cat.cli.inode.TimelineCommand;
import ext2cat.cli.layout.BlockCommand;
import ext2cat.cli.layout.BlocksCommand;
import ext2cat.cli.layout.InfoCommand;
import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.Command;
import ext2cat.cli.line.CommandGroup;
import ext2cat.cli.line.PicocliModel;
import ext2cat.cli.line.PlainParser;
import ext2cat.cli.line.Version;
import ext2cat.cli.ls.LsCommand;
import ext2cat.cli.readorder.PinCommand;
import ext2cat.cli.readorder.ReadorderCommand;
import ext2cat.cli.run.Streams;
import ext2cat.cli.tree.DfCommand;
import ext2cat.cli.tree.DuCommand;
import ext2cat.cli.tree.TreeCommand;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The {@code ext2} program. */
public final class Ext2 {

    /** The commands, as the help lists them. */
    private static final List<Entry> COMMANDS =
            List.of(
                    new Entry(CommandGroup.LOOK, "ls", LsCommand::new),
                    new Entry(CommandGroup.LOOK, "tree", TreeCommand::new),
                    new Entry(CommandGroup.LOOK, "find", FindCommand::new),
                    new Entry(CommandGroup.LOOK, "stat", StatCommand::new),
                    new Entry(CommandGroup.LOOK, "du", DuCommand::new),
                    new Entry(CommandGroup.LOOK, "df", DfCommand::new),
                    new Entry(CommandGroup.LOOK, "lsdel", LsdelCommand::new),
                    new Entry(CommandGroup.LOOK, "timeline", TimelineCommand::new),
                    new Entry(
                            CommandGroup.TAKE_OUT,
                            "cat",
                            streams -> new CatCommand("ext2 cat", streams)),
                    new Entry(CommandGroup.TAKE_OUT, "extract", ExtractCommand::new),
                    new Entry(CommandGroup.TAKE_OUT, "tar", TarCommand::new),
                    new Entry(CommandGroup.TAKE_OUT, "hash", HashCommand::new),
                    new Entry(CommandGroup.LAYOUT, "info", InfoCommand::new),
                    new Entry(CommandGroup.LAYOUT, "blocks", BlocksCommand::new),
                    new Entry(CommandGroup.LAYOUT, "block", BlockCommand::new),
                    new Entry(CommandGroup.LAYOUT, "inode", InodeCommand::new),
                    new Entry(CommandGroup.CHECK, "check", CheckCommand::new),
                    new Entry(CommandGroup.CHECK, "diff", DiffCommand::new),
                    new Entry(CommandGroup.READ_ORDER, "readorder", ReadorderCommand::new),
                    new Entry(CommandGroup.READ_ORDER, "pin", PinCommand::new));

    /** What asks for the help of the program itself. */
    private static final Set<String> HELP = Set.of("-h", "--help");

    /** A command, not made yet. */
    private record Entry(CommandGroup group, String name, Function<Streams, Command> command) {

        private CommandGroup.Member member(Streams streams) {
            return new CommandGroup.Member(group, name, command.apply(streams).syntax().purpose());
        }

        private CommandLine parser(Streams streams) {
            return new CommandLine(PicocliModel.of(command.apply(streams)));
        }
    }

    private Ext2() {}

    /** Runs the program and exits with its code; where that is 0 as {@link Ext2cat} does. */
    public static void main(String[] args) {
        int code = run(Arguments.recover(args), Streams.ofProcess().forText());
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs the program; the exit code. */
    public static int run(String[] args, Streams streams) {
        if (Version.isAsked(args)) {
            return Program.printVersion(streams);
        }
        Optional<Command> command = command(args, streams);
        if (command.isPresent() && PlainParser.read(command.get().syntax(), behindFirst(args))) {
            return Program.call(command.get(), streams);
        }
        return runParsed(args, streams);
    }

    /** The command that the first word names. */
    static Optional<Command> command(String[] args, Streams streams) {
        return asked(args).map(entry -> entry.command().apply(streams));
    }

    private static List<String> behindFirst(String[] args) {
        return List.of(args).subList(1, args.length);
    }

    /** Runs the program by picocli; the exit code. */
    static int runParsed(String[] args, Streams streams) {
        return Program.execute(parser(args, streams), args, streams);
    }

    /** A parser that knows what these arguments need: to make all commands takes long. */
    private static CommandLine parser(String[] args, Streams streams) {
        if (args.length == 1 && HELP.contains(args[0])) {
            return overview(streams);
        }
        return asked(args)
                .map(entry -> commandLine(List.of(entry), streams))
                .orElseGet(() -> commandLine(streams));
    }

    /** The program with all its commands. */
    static CommandLine commandLine(Streams streams) {
        return commandLine(COMMANDS, streams);
    }

    private static CommandLine commandLine(List<Entry> entries, Streams streams) {
        CommandLine ext2 = new CommandLine(spec(streams));
        for (Entry entry : entries) {
            CommandLine command = entry.parser(streams);
            entry.group().put(command);
            ext2.addSubcommand(entry.name(), command);
        }
        return ext2;
    }

    /** The program without its commands, of which only the help tells. */
    private static CommandLine overview(Streams streams) {
        CommandSpec spec = spec(streams);
        spec.usageMessage().customSynopsis("@|bold ext2|@ [@|yellow -hV|@] COMMAND");
        return new CommandLine(spec);
    }

    private static CommandSpec spec(Streams streams) {
        CommandSpec spec = CommandSpec.create().name("ext2");
        spec.usageMessage()
                .description(
                        "Inspects ext2 images and reads them the way Linux does, without mounting.")
                .synopsisSubcommandLabel("COMMAND")
                .footerHeading("%n")
                .footer("'ext2 COMMAND --help' tells about a command.");
        PicocliModel.addHelp(spec);
        CommandGroup.listIn(
                spec.usageMessage(),
                COMMANDS.stream().map(entry -> entry.member(streams)).toList());
        return spec;
    }

    /**
     * The command that the first word names: to make the others would take longer than to run it.
     */
    private static Optional<Entry> asked(String[] args) {
        return COMMANDS.stream()
                .filter(entry -> args.length > 0 && entry.name().equals(args[0]))
                .findFirst();
    }
}
