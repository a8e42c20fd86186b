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

/**
 * Writes the manual pages of the programs and what completes their command lines in a shell, as the
 * folder {@code share} of an installation has them. It is no part of the distribution.
 */
final class Documentation {

    private final Path share;
    private final String date;

    private Documentation(Path share, String date) {
        this.share = share;
        this.date = date;
    }

    /**
     * @param args the folder to write to, and the date that the pages show
     */
    public static void main(String[] args) throws IOException {
        Documentation documentation = new Documentation(Path.of(args[0]), args[1]);
        Streams nowhere =
                new Streams(
                        Channels.newChannel(System.err),
                        new PrintWriter(Writer.nullWriter()),
                        false);
        documentation.write(Ext2cat.commandLine(nowhere));
        documentation.write(Ext2.commandLine(nowhere));
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
