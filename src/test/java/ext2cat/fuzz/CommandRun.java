// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs commands in this JVM, and says what no command may do. */
final class CommandRun {

    private static final long MOST_NANOS = 10_000_000_000L;
    private static final long MOST_OUTPUT_BYTES = 256L << 20;
    private static final long MOST_WRITTEN_BYTES = 256L << 20;
    private static final int LAST_EXIT_CODE = 4;
    private static final Pattern JAVA =
            Pattern.compile("internal error|\\w+Exception\\b|StackOverflow|too little memory");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Path written;

    /** Commands that write to a folder of their own. */
    CommandRun(Path written) {
        this.written = written;
    }

    /** What was wrong with a run. */
    Optional<String> finding(List<String> line) throws IOException {
        StringWriter err = new StringWriter();
        Budget out = new Budget(MOST_OUTPUT_BYTES);
        long began = threads.getCurrentThreadCpuTime();
        int code;
        try {
            code =
                    Ext2.run(
                            line.toArray(String[]::new),
                            new Streams(out, new PrintWriter(err, true), false));
        } catch (RuntimeException | Error e) {
            return Optional.of("thrown: " + e);
        }
        long took = threads.getCurrentThreadCpuTime() - began;
        long bytes = empty(written);
        String said = err.toString();
        Matcher java = JAVA.matcher(said);
        if (code < 0 || code > LAST_EXIT_CODE) {
            return Optional.of("exit code " + code);
        } else if (java.find()) {
            int end = said.indexOf('\n', java.start());
            return Optional.of(said.substring(Math.max(0, java.start() - 60), end));
        } else if (out.isExceeded()) {
            return Optional.of("more than " + MOST_OUTPUT_BYTES + " bytes of output");
        } else if (took > MOST_NANOS) {
            return Optional.of("took " + took / 1_000_000 + " ms");
        } else if (bytes > MOST_WRITTEN_BYTES) {
            return Optional.of("wrote " + bytes + " bytes");
        }
        return Optional.empty();
    }

    /** Deletes all in a folder, whatever its permissions; how many bytes the files took. */
    private static long empty(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        List<Path> entries;
        try (Stream<Path> list = Files.list(folder)) {
            entries = list.toList();
        }
        long bytes = 0;
        for (Path entry : entries) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                bytes += empty(entry);
            } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                bytes += Files.size(entry);
            }
            Files.delete(entry);
        }
        return bytes;
    }
}
