// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file is that is neither a regular file nor a directory (stat's S_IFMT). */
final class FileKind {

    private static final int S_IFMT = 0170000;
    private static final int S_IFIFO = 0010000;
    private static final int S_IFCHR = 0020000;
    private static final int S_IFBLK = 0060000;
    private static final int S_IFSOCK = 0140000;

    private FileKind() {}

    /**
     * Refuses everything but a block device. It is done before the file is opened, since to open a
     * pipe is to wait for its writer.
     */
    static void requireBlockDevice(Path path) throws IOException {
        int mode;
        try {
            mode = (int) Files.getAttribute(path, "unix:mode");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // Not a Unix file system: nobody knows, and the attempt to open it will show.
            return;
        }
        String kind =
                switch (mode & S_IFMT) {
                    case S_IFBLK -> "";
                    case S_IFIFO -> "a pipe";
                    case S_IFCHR -> "a character device";
                    case S_IFSOCK -> "a socket";
                    default -> "a special file";
                };
        if (!kind.isEmpty()) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "is %s; an image must be a file or a block device, read at any position"
                            .formatted(kind));
        }
    }
}
