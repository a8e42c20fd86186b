// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static ext2cat.cli.line.CommandGroup.CHECK;
import static ext2cat.cli.line.CommandGroup.LAYOUT;
import static ext2cat.cli.line.CommandGroup.LOOK;
import static ext2cat.cli.line.CommandGroup.MANY;
import static ext2cat.cli.line.CommandGroup.READ_ORDER;
import static ext2cat.cli.line.CommandGroup.TAKE_OUT;

import ext2cat.cli.check.CheckCommand;
import ext2cat.cli.check.DiffCommand;
import ext2cat.cli.export.CatCommand;
import ext2cat.cli.export.ExtractCommand;
import ext2cat.cli.export.HashCommand;
import ext2cat.cli.export.RecoverCommand;
import ext2cat.cli.export.TarCommand;
import ext2cat.cli.find.FindCommand;
import ext2cat.cli.inode.InodeCommand;
import ext2cat.cli.inode.LsdelCommand;
import ext2cat.cli.inode.StatCommand;
import ext2cat.cli.inode.TimelineCommand;
import ext2cat.cli.layout.BlockCommand;
import ext2cat.cli.layout.BlocksCommand;
import ext2cat.cli.layout.InfoCommand;
import ext2cat.cli.layout.JournalCommand;
import ext2cat.cli.layout.PartitionsCommand;
import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.CommandGroup;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.PicocliModel;
import ext2cat.cli.ls.LsCommand;
import ext2cat.cli.mount.MountCommand;
import ext2cat.cli.mount.UnmountCommand;
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

/**
 * The {@code ext2} program.
 *
 * @param commands as the help lists them
 */
public record Ext2(List<Entry> commands) {

    /** The table of commands: a new command is a line here and its own files. */
    static final Ext2 PROGRAM =
            new Ext2(
                    List.of(
                            new Entry(LOOK, Start.LIST, "ext2 ls", LsCommand::new),
                            new Entry(LOOK, Start.WALK, "ext2 tree", TreeCommand::new),
                            new Entry(LOOK, Start.WALK, "ext2 find", FindCommand::new),
                            new Entry(LOOK, Start.LOOK, "ext2 stat", StatCommand::new),
                            new Entry(LOOK, Start.WALK, "ext2 du", DuCommand::new),
                            new Entry(LOOK, Start.LOOK, "ext2 df", DfCommand::new),
                            new Entry(LOOK, Start.WORK, "ext2 lsdel", LsdelCommand::new),
                            new Entry(LOOK, Start.WORK, "ext2 timeline", TimelineCommand::new),
                            new Entry(TAKE_OUT, Start.COPY, "ext2 cat", CatCommand::new),
                            new Entry(TAKE_OUT, Start.MAKE, "ext2 extract", ExtractCommand::new),
                            new Entry(TAKE_OUT, Start.COPY, "ext2 tar", TarCommand::new),
                            new Entry(TAKE_OUT, Start.WORK, "ext2 recover", RecoverCommand::new),
                            new Entry(TAKE_OUT, Start.WORK, "ext2 hash", HashCommand::new),
                            new Entry(TAKE_OUT, Start.SERVE, "ext2 mount", MountCommand::new),
                            new Entry(TAKE_OUT, Start.WORK, "ext2 unmount", UnmountCommand::new),
                            new Entry(LAYOUT, Start.LOOK, "ext2 info", InfoCommand::new),
                            new Entry(
                                    LAYOUT, Start.WORK, "ext2 partitions", PartitionsCommand::new),
                            new Entry(LAYOUT, Start.LOOK, "ext2 blocks", BlocksCommand::new),
                            new Entry(LAYOUT, Start.WALK, "ext2 block", BlockCommand::new),
                            new Entry(LAYOUT, Start.WALK, "ext2 inode", InodeCommand::new),
                            new Entry(LAYOUT, Start.WORK, "ext2 journal", JournalCommand::new),
                            new Entry(CHECK, Start.WORK, "ext2 check", CheckCommand::new),
                            new Entry(CHECK, Start.WORK, "ext2 diff", DiffCommand::new),
                            new Entry(
                                    READ_ORDER,
                                    Start.WORK,
                                    "ext2 readorder",
                                    ReadorderCommand::new),
                            new Entry(READ_ORDER, Start.WORK, "ext2 pin", PinCommand::new),
                            new Entry(MANY, Start.WORK, "ext2 batch", BatchCommand::new)));

    /** Runs the program and exits with its code; where that is 0 as {@link Ext2cat} does. */
    public static void main(String[] args) {
        int code = run(Arguments.recover(args), Streams.ofProcess().forText());
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs the program; the exit code. */
    public static int run(String[] args, Streams streams) {
        return PROGRAM.execute(args, streams);
    }

    /** Runs the program; the exit code. */
    int execute(String[] args, Streams streams) {
        if (args.length == 0) {
            Program.parse(
                    parser(new String[] {"--help"}, streams), new String[] {"--help"}, streams);
            return ExitCode.USAGE.value();
        }
        if (args[0].equals("help")) {
            return execute(asHelpOption(args), streams);
        }
        List<String> rest = List.of(args).subList(Math.min(1, args.length), args.length);
        return Program.run(args, asked(args), rest, () -> parser(args, streams), streams);
    }

    /** {@code help COMMAND} in the words of the parser: {@code COMMAND --help}. */
    private String[] asHelpOption(String[] args) {
        if (args.length == 1) {
            return new String[] {"--help"};
        }
        String[] words = {args[1], "--help"};
        return asked(words).isPresent() ? words : new String[] {args[1]};
    }

    /** Runs the program by picocli; the exit code. */
    int parse(String[] args, Streams streams) {
        return Program.parse(parser(args, streams), args, streams);
    }

    /** A parser that knows what these arguments need: to make all commands takes long. */
    private CommandLine parser(String[] args, Streams streams) {
        if (args.length == 1 && (args[0].equals("-h") || args[0].equals("--help"))) {
            CommandSpec overview = spec();
            overview.usageMessage().customSynopsis("@|bold ext2|@ [@|yellow -hV|@] COMMAND");
            return new CommandLine(overview);
        }
        return commandLine(asked(args).map(List::of).orElse(commands), streams);
    }

    /** The program with all its commands. */
    CommandLine commandLine(Streams streams) {
        return commandLine(commands, streams);
    }

    private CommandLine commandLine(List<Entry> entries, Streams streams) {
        CommandLine ext2 = new CommandLine(spec());
        for (Entry entry : entries) {
            ext2.addSubcommand(entry.word(), entry.parser(streams));
        }
        return ext2;
    }

    private CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("ext2");
        spec.usageMessage()
                .description("Inspects ext2, ext3 and ext4 images and reads them as Linux does.")
                .synopsisSubcommandLabel("COMMAND")
                .footerHeading("%n")
                .footer("'ext2 help COMMAND' describes a command.");
        PicocliModel.addHelp(spec);
        CommandGroup.listIn(spec.usageMessage(), commands.stream().map(Entry::member).toList());
        return spec;
    }

    /** The command that the first word names. */
    Optional<Entry> asked(String[] args) {
        if (args.length > 0) {
            for (Entry entry : commands) {
                if (entry.word().equals(args[0])) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }
}
