// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that gets its name only when it is whole: until {@link #commit} it lies under a name of
 * its own beside the target, and if it never comes to that it is removed. So nobody sees a file
 * that is half written, and a file that was there before stays as it was until then.
 *
 * <p>It is written front to back through its {@link #channel}, or anywhere through a {@link #map
 * mapping}.
 */
public final class UnfinishedFile implements Closeable {

    private final Path typed;
    private final Path target;
    private final Path unfinished;
    private final FileChannel channel;
    private Optional<Arena> mapped = Optional.empty();
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
    public static UnfinishedFile create(Path target) throws IOException {
        Path replaced = replaceable(target);
        Path unfinished = replaced.resolveSibling(newName());
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

    /** A name for an unfinished file, which nothing else has. */
    public static String newName() {
        return ".ext2cat-" + UUID.randomUUID() + ".part";
    }

    /** Takes the bytes. An error of it is a {@link FileSystemException} with the file's name. */
    public WritableByteChannel channel() {
        return new Named();
    }

    /**
     * The file's memory, which is zero; valid until the file is closed. What nobody writes to stays
     * a hole: it reads as zeros and takes no room on the disk.
     *
     * <p>To be called once.
     *
     * @param sizeBytes the file's size from now on
     * @throws FileSystemException if it cannot have it
     */
    public MemorySegment map(long sizeBytes) throws FileSystemException {
        Arena arena = Arena.ofShared();
        mapped = Optional.of(arena);
        try {
            // Mapping gives the file its size, without writing anything.
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, sizeBytes, arena);
        } catch (IOException e) {
            throw refused(e);
        }
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
    public long usableBytes() throws IOException {
        return Files.getFileStore(unfinished).getUsableSpace();
    }

    /**
     * Gives the file its name, in one step. If it replaces another file, it takes that one's
     * permissions.
     *
     * @throws FileSystemException if it cannot have it
     */
    public void commit() throws IOException {
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

    /** Ends the mapping, closes the file, and removes it unless it has its name. */
    @Override
    public void close() throws IOException {
        mapped.ifPresent(Arena::close);
        try (channel) {
            if (!committed) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    /** The error of a file that cannot be made or named, in the words of people. */
    private FileSystemException refused(IOException cause) {
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

    /** The file's channel, which it does not close. */
    private final class Named implements WritableByteChannel {

        @Override
        public int write(ByteBuffer source) throws IOException {
            try {
                return channel.write(source);
            } catch (IOException e) {
                throw refused(e);
            }
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {}
    }
}
