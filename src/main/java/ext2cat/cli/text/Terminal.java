// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What standard output is, as far as the look of text depends on it.
 *
 * @param isTerminal whether a person reads it, rather than a program
 * @param columns how many characters a line holds
 * @param colour whether colours are wanted
 * @param nameColours those of names
 */
public record Terminal(boolean isTerminal, int columns, boolean colour, NameColours nameColours) {

    /** A pipe or a file. */
    public static final Terminal NONE = new Terminal(false, 80, false);

    private static final int DEFAULT_COLUMNS = 80;
    private static final int MIN_COLUMNS = 20;

    /** One that has the usual colours. */
    public Terminal(boolean isTerminal, int columns, boolean colour) {
        this(isTerminal, columns, colour, NameColours.DEFAULT);
    }

    /** This terminal, with another width and with or without colours. */
    public Terminal with(int otherColumns, boolean otherColour) {
        return new Terminal(isTerminal, otherColumns, otherColour, nameColours);
    }

    /**
     * The standard output of this process. The launcher tells the width in COLUMNS; NO_COLOR
     * (no-color.org) and a TERM of {@code dumb} turn colours off.
     */
    public static Terminal ofProcess() {
        Terminal terminal = of(System.getenv());
        return isTerminal(1)
                ? terminal
                : new Terminal(false, NONE.columns, false, terminal.nameColours);
    }

    static Terminal of(Map<String, String> environment) {
        boolean colour =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                true,
                columns(environment.getOrDefault("COLUMNS", "")),
                colour,
                NameColours.of(environment));
    }

    /** Whether a file descriptor of this process is a terminal. */
    public static boolean isTerminal(int descriptor) {
        try {
            String target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException | RuntimeException e) {
            return false; // a system without /proc
        }
    }

    private static int columns(String text) {
        try {
            return Math.max(MIN_COLUMNS, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }
}
