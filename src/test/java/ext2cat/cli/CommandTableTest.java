// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.line.CommandGroup;
import ext2cat.cli.line.Completion;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.ManualPage;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command is a line of the table: all that must know of it has it from there. */
final class CommandTableTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private final Streams streams =
            new Streams(Channels.newChannel(out), new PrintWriter(err, true), false);

    @TempDir private Path folder;

    /** A command that the program has not. */
    private static final class Toy extends ImageCommand {

        private final Parameter<Boolean> loud = syntax.flag("-l, --loud", "In capitals.");

        Toy(String name) {
            super(new Syntax(name, "Prints how large blocks are."));
        }

        @Override
        protected ExitCode run(Session session, Image image) {
            return session.run(
                    image,
                    volume -> {
                        Writer text = session.textOut();
                        text.write((loud.isGiven() ? "BYTES " : "bytes "));
                        text.write(volume.blockSizeBytes() + "\n");
                        text.flush();
                    });
        }
    }

    private static Ext2 withToy() {
        List<Entry> commands = new ArrayList<>(Ext2.PROGRAM.commands());
        commands.add(new Entry(CommandGroup.LOOK, Start.LOOK, "ext2 toy", Toy::new));
        return new Ext2(commands);
    }

    @Test
    void aLineOfTheTableIsInHelpCompletionAndManual() {
        assertThat(withToy().execute(new String[] {"--help"}, streams)).isZero();
        assertThat(text()).contains("\n  toy         Prints how large blocks are.\n");
        CommandLine program = withToy().commandLine(streams);
        assertThat(Completion.bash(program)).contains("        *:toy) words='-l --loud --offset=");
        assertThat(Completion.zsh(program)).contains("'toy:Prints how large blocks are'");
        assertThat(ManualPage.of(program, "2026-01-01")).contains("\\fBext2\\-toy\\fR(1)\n");
        assertThat(ManualPage.of(program.getSubcommands().get("toy"), "2026-01-01"))
                .contains("\\fB\\-l\\fR, \\fB\\-\\-loud\\fR\n");
    }

    @Test
    void theFastWayAndPicocliRunIt() throws IOException {
        String image = new TestImages().named("tour").packed().toString();
        assertThat(withToy().execute(new String[] {"toy", "-l", image}, streams)).isZero();
        assertThat(withToy().parse(new String[] {"toy", "-l", image}, streams)).isZero();
        assertThat(text()).isEqualTo("BYTES 1024\nBYTES 1024\n");
        assertThat(withToy().execute(new String[] {"toy", "none"}, streams)).isEqualTo(1);
        assertThat(withToy().execute(new String[] {"toy"}, streams)).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        """
                        ext2 toy: none: no such file or directory
                        ext2 toy: IMAGE is missing
                        Try 'ext2 toy --help'.
                        """);
    }

    @Test
    void theExamplesOfEveryCommandSucceed() throws IOException {
        String image = new TestImages().named("tour").packed().toString();
        for (Entry entry : Ext2.PROGRAM.commands()) {
            List<String> examples = entry.make().examples();
            assertThat(examples).as(entry.name()).isNotEmpty();
            for (String example : examples) {
                String line = entry.word() + " " + example;
                String[] args =
                        line.replace("IMAGE", image).replace("FOLDER", "" + folder).split(" ");
                assertThat(Ext2.run(args, streams)).as(line + ": " + err).isZero();
            }
        }
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
