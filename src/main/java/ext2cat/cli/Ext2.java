// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code ext2} program. */
@Command(
        name = "ext2",
        description = "Inspects ext2 images and reads them the way Linux does, without mounting.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Ext2 {

    private Ext2() {}

    /** Runs the program and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(Arguments.recover(args), Streams.ofProcess().forText()));
    }

    /** Runs the program; the exit code. */
    static int run(String[] args, Streams streams) {
        CommandLine commandLine =
                new CommandLine(new Ext2())
                        .addSubcommand(new CatCommand(streams))
                        .addSubcommand(new ReadorderCommand(streams));
        return Program.execute(commandLine, args, streams);
    }
}
