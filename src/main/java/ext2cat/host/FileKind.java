// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file of the host is (the S_IFMT bits of its mode). */
public enum FileKind {
    /** What a path leads to is not known: the file system is not Unix's. */
    UNKNOWN("something unknown"),
    REGULAR("a file"),
    PIPE("a pipe"),
    CHARACTER_DEVICE("a character device"),
    BLOCK_DEVICE("a block device"),
    SOCKET("a socket"),
    OTHER("a special file");

    private static final int S_IFMT = 0170000;

    private final String label;

    FileKind(String label) {
        this.label = label;
    }

    /**
     * What a path leads to.
     *
     * @throws IOException if nobody can say, though the file system is Unix's
     */
    public static FileKind of(Path path) throws IOException {
        int mode;
        try {
            mode = (int) Files.getAttribute(path, "unix:mode");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return UNKNOWN;
        }
        return switch (mode & S_IFMT) {
            case 0100000 -> REGULAR;
            case 0010000 -> PIPE;
            case 0020000 -> CHARACTER_DEVICE;
            case 0060000 -> BLOCK_DEVICE;
            case 0140000 -> SOCKET;
            default -> OTHER;
        };
    }

    /** The kind in words, e.g. {@code a pipe}. */
    public String label() {
        return label;
    }
}
