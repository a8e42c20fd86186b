// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.text.Shown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file with words for the command line. */
public final class ListFile {

    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private ListFile() {}

    /**
     * The lines of a file, without white space at their ends and without empty ones.
     *
     * @param file as typed; a dash is standard input
     */
    public static List<String> lines(String option, String file) {
        List<String> lines = new ArrayList<>();
        for (String line : parts(option, file, '\n')) {
            String word = line.stripTrailing();
            if (!word.isEmpty()) {
                lines.add(word);
            }
        }
        return lines;
    }

    /**
     * The parts of a file that end with a NUL.
     *
     * @param file as typed; a dash is standard input
     */
    public static List<String> nulEnded(String option, String file) {
        return parts(option, file, '\0');
    }

    private static List<String> parts(String option, String file, char end) {
        String all;
        try {
            Path path = file.equals("-") ? STANDARD_INPUT : Arguments.path(file);
            all = Arguments.ofBytes(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UsageException(
                    "%s: %s".formatted(option, Failure.of(e, Shown.word(file)).sentence()));
        }
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < all.length(); ) {
            int next = all.indexOf(end, at);
            int to = next < 0 ? all.length() : next;
            if (to > at) {
                parts.add(all.substring(at, to));
            }
            at = to + 1;
        }
        return parts;
    }
}
