// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.line.Words;
import ext2cat.cli.run.Command;
import ext2cat.cli.run.ListFile;
import ext2cat.cli.run.Session;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** {@code ext2 batch}: many commands in one process, which starts once for them all. */
final class BatchCommand extends Command {

    private static final String STANDARD_INPUT = "-";

    private static final String FOOTER =
            """
            Lines:
              Each line is a command with its options and words, without 'ext2' before it.
              Words with blanks in them are quoted as in a shell, by ', " or a backslash.
              Empty lines and lines that begin with # are left out. A command that fails
              does not keep the next one from running. The exit code is that of the first
              that failed.

            Examples:
                printf 'stat disk.img /etc/passwd\\ncat disk.img /etc/passwd\\n' | ext2 batch
                ext2 batch --mark=END commands.txt
            """;

    private final Parameter<String> mark =
            syntax.option(
                    "-m, --mark=TEXT",
                    "After the output of each command write a line of TEXT, a space and the exit"
                            + " code.");

    private final Parameter<Boolean> stop =
            syntax.flag("-e, --stop", "End after the first command that fails.");

    private final Parameter<String> file =
            syntax.word(
                    "FILE", STANDARD_INPUT, "The file with the lines. Default: standard input.");

    /** Under this name, which its program comes before. */
    BatchCommand(String name) {
        super(new Syntax(name, "Runs many commands, one a line, in one process.").footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("--help");
    }

    @Override
    protected ExitCode run(Session session) {
        try {
            for (String line : ListFile.lines("FILE", file.get())) {
                Optional<ExitCode> code = execute(session, line);
                if (code.isPresent()) {
                    session.end(code.get());
                    writeMark(session, code.get());
                    if (stop.isGiven() && code.get() != ExitCode.OK) {
                        break;
                    }
                }
            }
        } catch (IOException e) {
            session.report(e, file.get());
        }
        return session.code();
    }

    /** Runs a line; its exit code, if it is a command. */
    private static Optional<ExitCode> execute(Session session, String line) {
        try {
            List<String> words = Words.of(line);
            if (words.isEmpty()) {
                return Optional.empty();
            }
            if (words.getFirst().equals("batch")) {
                throw new UsageException("a batch in a batch is not run");
            }
            // The first codes are numbered from 0 on.
            return Optional.of(
                    ExitCode.values()[Ext2.run(words.toArray(String[]::new), session.streams())]);
        } catch (UsageException e) {
            session.say(e.getMessage());
            return Optional.of(ExitCode.USAGE);
        }
    }

    private void writeMark(Session session, ExitCode code) throws IOException {
        if (mark.isGiven()) {
            Writer out = session.textOut();
            out.write(mark.get() + " " + code.value() + "\n");
            out.flush();
        }
    }
}
