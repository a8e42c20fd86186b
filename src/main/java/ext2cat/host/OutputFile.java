// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A file that is written through a mapping of all of it, and that gets its name only when it is
 * whole: until {@link #commit} it lies under a name of its own beside the target, and if it never
 * comes to that it is removed. So nobody sees a file that is half written, and a file that was
 * there before stays as it was until then.
 *
 * <p>What nobody writes to stays a hole: it reads as zeros and takes no room on the disk.
 */
public final class OutputFile implements Closeable {

    private final UnfinishedFile file;
    private final Arena arena;
    private final MemorySegment memory;

    private OutputFile(UnfinishedFile file, Arena arena, MemorySegment memory) {
        this.file = file;
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
        UnfinishedFile file = UnfinishedFile.create(target);
        Arena arena = Arena.ofShared();
        try {
            // Mapping gives the file its size, without writing anything.
            MemorySegment memory =
                    file.channel().map(FileChannel.MapMode.READ_WRITE, 0, sizeBytes, arena);
            return new OutputFile(file, arena, memory);
        } catch (IOException e) {
            arena.close();
            file.close();
            throw file.refused(e);
        }
    }

    /** The file's bytes, as long as the file; valid until it is closed. */
    public MemorySegment memory() {
        return memory;
    }

    /** How many bytes there is still room for on the disk. */
    public long usableBytes() throws IOException {
        return file.usableBytes();
    }

    /**
     * Gives the file its name, in one step. If it replaces another file, it takes that one's
     * permissions.
     *
     * @throws FileSystemException if it cannot have it
     */
    public void commit() throws IOException {
        file.commit();
    }

    /** Ends the mapping, and removes the file unless it has its name. */
    @Override
    public void close() throws IOException {
        arena.close();
        file.close();
    }
}
