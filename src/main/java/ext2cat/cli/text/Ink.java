// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

/** Colours of text, by what the text is (SGR parameters of ECMA-48). */
public enum Ink {
    /** What stands above columns, and names of things. */
    HEADING("1"),
    /** What matters less. */
    FAINT("2"),
    /** Directories, as {@code ls} has them. */
    DIRECTORY("1;34"),
    /** Symbolic links. */
    SYMLINK("1;36"),
    /** Files that can be executed. */
    EXECUTABLE("1;32"),
    /** Devices, fifos and sockets. */
    SPECIAL("1;33"),
    /** All is well. */
    GOOD("32"),
    /** Worth a second look. */
    WARNING("33"),
    /** Damage. */
    BAD("1;31");

    private final String parameters;

    Ink(String parameters) {
        this.parameters = parameters;
    }

    /** The text in this colour where the terminal is to show colours, else as it is. */
    public String on(Terminal terminal, String text) {
        return terminal.colour() ? "\033[" + parameters + "m" + text + "\033[0m" : text;
    }
}
