// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.line.Completion;
import ext2cat.cli.line.ManualPage;
import ext2cat.cli.run.Streams;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what an installation has from the table of commands: the manual pages of the programs and
 * what completes their command lines in a shell, in the folder {@code share}, and how the launcher
 * starts each command. It is no part of the distribution.
 */
final class Documentation {

    private static final String STARTS = "    # STARTS: the build puts the commands here.\n";

    private final Path share;
    private final String date;

    private Documentation(Path share, String date) {
        this.share = share;
        this.date = date;
    }

    /**
     * @param args the folder of the distribution, the date that the pages show, and the launcher to
     *     be completed
     */
    public static void main(String[] args) throws IOException {
        Documentation documentation = new Documentation(Path.of(args[0], "share"), args[1]);
        Streams nowhere =
                new Streams(
                        Channels.newChannel(System.err),
                        new PrintWriter(Writer.nullWriter()),
                        false);
        documentation.write(Ext2cat.commandLine(nowhere));
        documentation.write(Ext2.PROGRAM.commandLine(nowhere));
        String launcher = Files.readString(Path.of(args[2]));
        if (!launcher.contains(STARTS)) {
            throw new IOException(args[2] + " has no place for the commands");
        }
        Files.writeString(Path.of(args[0], "bin", "launch.sh"), launcher.replace(STARTS, starts()));
    }

    /** A line of the launcher for each way to start: {@code ext2:stat | ext2:df) start=look ;;}. */
    private static String starts() {
        StringBuilder lines = new StringBuilder();
        for (Start start : Start.values()) {
            String names =
                    Ext2.PROGRAM.commands().stream()
                            .filter(entry -> entry.start() == start)
                            .map(entry -> entry.name().replace(' ', ':'))
                            .collect(Collectors.joining(" | "));
            if (!names.isEmpty()) {
                lines.append("    %s) start=%s ;;\n".formatted(names, start.word()));
            }
        }
        return lines.toString();
    }

    private void write(CommandLine program) throws IOException {
        List<CommandLine> commands = new ArrayList<>(List.of(program));
        commands.addAll(program.getSubcommands().values());
        for (CommandLine command : commands) {
            write("man/man1", ManualPage.name(command) + ".1", ManualPage.of(command, date));
        }
        String name = program.getCommandName();
        write("bash-completion/completions", name, Completion.bash(program));
        write("zsh/site-functions", "_" + name, Completion.zsh(program));
    }

    private void write(String folder, String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(share.resolve(folder)).resolve(name), text);
    }
}
