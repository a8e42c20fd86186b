// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is written through a mapping of all of it, and that gets its name only when it is
 * whole: until {@link #commit} it lies under a name of its own beside the target, and if it never
 * comes to that it is removed. So nobody sees a file that is half written, and a file that was
 * there before stays as it was until then.
 *
 * <p>What nobody writes to stays a hole: it reads as zeros and takes no room on the disk.
 */
public final class OutputFile implements Closeable {

    private final Path target;
    private final Path unfinished;
    private final FileChannel channel;
    private final Arena arena;
    private final MemorySegment memory;
    private boolean committed;

    private OutputFile(
            Path target, Path unfinished, FileChannel channel, Arena arena, MemorySegment memory) {
        this.target = target;
        this.unfinished = unfinished;
        this.channel = channel;
        this.arena = arena;
        this.memory = memory;
    }

    /**
     * Makes a file of zeros that will be {@code target}. A symbolic link is followed, and the file
     * that it leads to is replaced.
     *
     * @param sizeBytes the file's size
     * @throws FileSystemException if there is something at {@code target} that is not a regular
     *     file or may not be written to, or if no file can be made beside it; the reason says which
     */
    public static OutputFile create(Path target, long sizeBytes) throws IOException {
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
        Arena arena = Arena.ofShared();
        try {
            // Mapping gives the file its size, without writing anything.
            MemorySegment memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, sizeBytes, arena);
            return new OutputFile(replaced, unfinished, channel, arena, memory);
        } catch (IOException e) {
            arena.close();
            channel.close();
            Files.deleteIfExists(unfinished);
            throw refused(target, e);
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
                    target,
                    "is not a regular file, and only such can be mapped to be written;"
                            + " let standard output lead there instead");
        }
        if (!Files.isWritable(absolute)) {
            throw refused(target, "permission denied");
        }
        return absolute.toRealPath();
    }

    /** The file's bytes, as long as the file; valid until it is closed. */
    public MemorySegment memory() {
        return memory;
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
            throw refused(target, e);
        }
        committed = true;
    }

    private boolean supportsPermissions() throws IOException {
        return Files.getFileStore(unfinished).supportsFileAttributeView("posix");
    }

    /** Ends the mapping, and removes the file unless it has its name. */
    @Override
    public void close() throws IOException {
        arena.close();
        try (channel) {
            if (!committed) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private static FileSystemException refused(Path target, IOException cause) {
        String reason =
                switch (cause) {
                    case NoSuchFileException _ -> "no such file or directory";
                    case AccessDeniedException _ -> "permission denied";
                    case FileSystemException e when e.getReason() != null -> e.getReason();
                    default -> cause.getMessage();
                };
        FileSystemException refused = refused(target, reason);
        refused.initCause(cause);
        return refused;
    }

    private static FileSystemException refused(Path target, String reason) {
        return new FileSystemException(target.toString(), null, reason);
    }
}
