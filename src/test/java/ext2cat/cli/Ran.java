// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.Streams;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run of {@code ext2cat} inside this JVM, and what came of it.
 *
 * @param args the command line
 * @param out the file that took standard output
 * @param err what was said on standard error
 * @param code the exit code
 */
public record Ran(List<String> args, Path out, String err, int code) {

    /**
     * Runs the program by its parser, and without it too where there are no options; both must come
     * to the same.
     *
     * @param folder for files
     */
    public static Ran ext2cat(Path folder, Object... arguments) throws IOException {
        String[] args = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        Ran parsed = run(Ext2cat::parse, folder, args);
        if (Stream.of(args).noneMatch(arg -> arg.startsWith("-"))) {
            Ran plain = run(Ext2cat::run, folder, args);
            assertThat(plain.code).isEqualTo(parsed.code);
            assertThat(plain.err).isEqualTo(parsed.err);
            assertThat(Files.mismatch(plain.out, parsed.out)).as("first difference").isEqualTo(-1);
            Files.delete(plain.out);
        }
        return parsed;
    }

    /** Runs {@code ext2}. */
    public static Ran ext2(Path folder, Object... arguments) throws IOException {
        String[] args = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        Ran ran = run(Ext2::run, folder, args);
        if (ran.code != ExitCode.USAGE.value()
                && !args[0].equals("help")
                && !args[0].startsWith("-")) {
            PlainParserTest.reads(args); // as picocli does, or not at all
        }
        return ran;
    }

    /** Checks all three results, standard output as text. */
    public void check(String expectedOut, String expectedErr, ExitCode expectedCode)
            throws IOException {
        assertThat(err).isEqualTo(expectedErr);
        assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).isEqualTo(expectedOut);
        assertThat(code).isEqualTo(expectedCode.value());
    }

    /** What was written to standard output, as text. */
    public String text() throws IOException {
        return Files.readString(out);
    }

    /** The lines of standard error that tell of a failure. */
    public List<String> failures() {
        return err.lines().filter(line -> !line.startsWith("ext2cat: warning: ")).toList();
    }

    private static Ran run(Program program, Path folder, String[] args) throws IOException {
        Path out = Files.createTempFile(folder, "stdout-", "");
        StringWriter err = new StringWriter();
        try (FileChannel channel = FileChannel.open(out, StandardOpenOption.WRITE)) {
            int code = program.run(args, new Streams(channel, new PrintWriter(err, true), false));
            return new Ran(List.of(args), out, err.toString(), code);
        }
    }

    /** One of the program's ways to run. */
    @FunctionalInterface
    interface Program {

        /** Runs it; the exit code. */
        int run(String[] args, Streams streams);
    }
}
