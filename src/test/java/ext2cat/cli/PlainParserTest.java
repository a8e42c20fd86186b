// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.PicocliModel;
import ext2cat.cli.line.PlainParser;
import ext2cat.cli.run.Command;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The parser of plain command lines, held against picocli. */
final class PlainParserTest {

    private static final long SEED = 7;
    private static final int LINES = 20_000;

    /** What lines are made of, beside the options' own names. */
    private static final List<String> WORDS =
            List.of(
                    "img", "/", "/a b", "<12>", "12", "0", "-1", "07", "", "-", "--", "=", "x=y",
                    "@f", "\"q\"", "utf8", "sha256", "SHA256", "always", "mtime", "-name", "ls",
                    "\uDC80");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls img",
                "ls -l img / /notes",
                "ls img -la /",
                "ls --color=always --width 70 img",
                "ls -w70 -tr img",
                "stat --json --utc img <12>",
                "cat img --offset=512 /a /b",
                "find img / -name x --json",
                "tar -z --output out.tar img",
                "diff a b",
                "diff a b /c",
                "block --hex img 1 2 3",
                "du -hd1 img /",
                "hash -a sha256 img",
                "check --most=3 img"
            })
    void plainLinesAreRead(String line) {
        assertThat(reads(line.split(" "))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "ls --help",
                "ls --version",
                "ls --nonsense img",
                "ls -lZ img",
                "ls -l -l img",
                "ls --json=true img",
                "ls --width img",
                "ls --width=wide img",
                "ls --width= img",
                "ls --color img",
                "ls -- img",
                "ls - img",
                "ls -w=3 img",
                "tar -z --xz img",
                "stat img",
                "diff a b c d",
                "block img -1",
                "check img too-much"
            })
    void whatIsWrongOrRareIsLeftToPicocli(String line) {
        assertThat(reads(line.split(" "))).isFalse();
    }

    @Test
    void picocliReadsTheSameFromWhatIsRead() {
        Random random = new Random(SEED);
        List<String> commands = Ext2.PROGRAM.commands().stream().map(Entry::word).toList();
        int read = 0;
        for (int i = 0; i < LINES; i++) {
            String[] line = line(commands.get(random.nextInt(commands.size())), random);
            read += reads(line) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(LINES / 20);
    }

    /** A line with a command and what might belong to it. */
    private static String[] line(String command, Random random) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option :
                PicocliModel.of(command(command).syntax(), List.of(), () -> 0).options()) {
            names.addAll(List.of(option.names()));
        }
        List<String> line = new ArrayList<>(List.of(command, "img"));
        for (int left = random.nextInt(5); left > 0; left--) {
            String name = names.get(random.nextInt(names.size()));
            String word = WORDS.get(random.nextInt(WORDS.size()));
            line.add(
                    1 + random.nextInt(line.size()),
                    switch (random.nextInt(6)) {
                        case 0 -> name + word;
                        case 1 -> name + "=" + word;
                        case 2, 3 -> name;
                        default -> word;
                    });
        }
        return line.toArray(String[]::new);
    }

    /**
     * Whether the parser reads a line of {@code ext2}; if it does, picocli must read the same from
     * it.
     */
    static boolean reads(String... line) {
        Command command = command(line[0]);
        List<String> args = Arrays.asList(line).subList(1, line.length);
        if (!PlainParser.read(command.syntax(), args)) {
            return false;
        }
        Command parsed = command(line[0]);
        Program.configured(new CommandLine(PicocliModel.of(parsed.syntax(), List.of(), () -> 0)))
                .parseArgs(args.toArray(String[]::new));
        assertThat(told(command)).as(Arrays.toString(line)).isEqualTo(told(parsed));
        return true;
    }

    /** Of each parameter, whether it is given, and as what. */
    private static List<?> told(Command command) {
        return command.syntax().parameters().stream()
                .map(parameter -> List.of(parameter.isGiven(), values(parameter)))
                .toList();
    }

    private static List<?> values(Parameter<?> parameter) {
        return parameter.isGiven() ? parameter.all() : List.of();
    }

    private static Command command(String name) {
        return Ext2.PROGRAM.asked(new String[] {name}).orElseThrow().make();
    }
}
