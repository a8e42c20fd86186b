// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file under a name of its own beside that which it is to have: it gets that by {@link #commit},
 * and is removed if it never comes to that.
 */
final class UnfinishedFile implements Closeable {

    private final Path typed;
    private final Path target;
    private final Path unfinished;
    private final FileChannel channel;
    private boolean committed;

    private UnfinishedFile(Path typed, Path target, Path unfinished, FileChannel channel) {
        this.typed = typed;
        this.target = target;
        this.unfinished = unfinished;
        this.channel = channel;
    }

    /**
     * Makes an empty file that will be {@code target}. A symbolic link is followed, and the file
     * that it leads to is replaced.
     *
     * @throws FileSystemException if there is something at {@code target} that is not a regular
     *     file or may not be written to, or if no file can be made beside it; the reason says which
     */
    static UnfinishedFile create(Path target) throws IOException {
        Path replaced = replaceable(target);
        Path unfinished = replaced.resolveSibling(".ext2cat-" + UUID.randomUUID() + ".part");
        FileChannel channel;
        try {
            channel =
                    FileChannel.open(
                            unfinished,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw refused(target, e);
        }
        // A signal ends the program without close().
        unfinished.toFile().deleteOnExit();
        return new UnfinishedFile(target, replaced, unfinished, channel);
    }

    /** Reads and writes the file. */
    FileChannel channel() {
        return channel;
    }

    /** The path that will be written, links followed, if that is allowed. */
    private static Path replaceable(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        if (!Files.exists(absolute)) {
            if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(target, "is a symbolic link that leads nowhere");
            }
            return absolute;
        }
        if (Files.isDirectory(absolute)) {
            throw refused(target, "is a directory");
        }
        if (!Files.isRegularFile(absolute)) {
            throw refused(
                    target, "is not a regular file;" + " let standard output lead there instead");
        }
        if (!Files.isWritable(absolute)) {
            throw refused(target, "permission denied");
        }
        return absolute.toRealPath();
    }

    /** How many bytes there is still room for on the disk. */
    long usableBytes() throws IOException {
        return Files.getFileStore(unfinished).getUsableSpace();
    }

    /**
     * Gives the file its name, in one step. If it replaces another file, it takes that one's
     * permissions.
     *
     * @throws FileSystemException if it cannot have it
     */
    void commit() throws IOException {
        try {
            if (Files.exists(target) && supportsPermissions()) {
                Files.setPosixFilePermissions(unfinished, Files.getPosixFilePermissions(target));
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw refused(e);
        }
        committed = true;
    }

    private boolean supportsPermissions() throws IOException {
        return Files.getFileStore(unfinished).supportsFileAttributeView("posix");
    }

    /** Closes the file, and removes it unless it has its name. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!committed) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    /** The error of a file that cannot be made or named, in the words of people. */
    FileSystemException refused(IOException cause) {
        return refused(typed, cause);
    }

    private static FileSystemException refused(Path target, IOException cause) {
        FileSystemException refused = refused(target, Refusal.reason(cause));
        refused.initCause(cause);
        return refused;
    }

    private static FileSystemException refused(Path target, String reason) {
        return new FileSystemException(target.toString(), null, reason);
    }
}
