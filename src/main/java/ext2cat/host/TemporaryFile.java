// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A private temporary file that an image is written to, front to back, and that is then handed over
 * to be read: for images that must be expanded first.
 *
 * <p>Only its owner may read the file (mode 0600). Its name is removed as soon as it is open, so
 * that nothing stays behind however the program ends; where an open file cannot be removed it goes
 * when the JVM exits.
 *
 * <p>It never takes the last room of its directory, which other programs need: a sixteenth of what
 * was free at the start stays free. A file system that does not say what is free is written until
 * it refuses.
 */
public final class TemporaryFile implements Closeable {

    /** The size of a chunk, the unit in which zeros become holes of the file. */
    public static final int CHUNK_BYTES = 1 << 16;

    /** How much is written until the free room is looked at again. */
    private static final long LOOK_BYTES = 1L << 25;

    private static final int KEPT_FREE = 16;

    private static final byte[] ZEROS = new byte[CHUNK_BYTES];

    private final Path directory;
    private final RandomAccessFile file;
    private final long keptFreeBytes;
    private long sizeBytes;
    private long unwatchedBytes = LOOK_BYTES;
    private boolean handedOver;

    private TemporaryFile(Path directory, RandomAccessFile file) {
        this.directory = directory;
        this.file = file;
        this.keptFreeBytes = directory.toFile().getUsableSpace() / KEPT_FREE;
    }

    /**
     * Makes an empty temporary file.
     *
     * @param directory of the default file system
     * @throws IOException if no file can be made there; the message names the directory
     */
    public static TemporaryFile createIn(Path directory) throws IOException {
        Path path;
        try {
            path = Files.createTempFile(directory, "ext2cat-", ".img");
        } catch (IOException e) {
            throw refused(directory, e);
        }
        RandomAccessFile file;
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw refused(directory, e);
        }
        try {
            Files.delete(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
        return new TemporaryFile(directory, file);
    }

    /**
     * Appends the first {@code lengthBytes} bytes of {@code chunk}; if all of them are zero they
     * take no room on the disk.
     *
     * @param chunk at most {@link #CHUNK_BYTES} of it are used
     * @throws IOException if they cannot be written; the message names the directory
     */
    public void append(byte[] chunk, int lengthBytes) throws IOException {
        if (!Arrays.equals(chunk, 0, lengthBytes, ZEROS, 0, lengthBytes)) {
            try {
                requireRoom(lengthBytes);
                file.seek(sizeBytes);
                file.write(chunk, 0, lengthBytes);
            } catch (IOException e) {
                throw refused(directory, e);
            }
        }
        sizeBytes += lengthBytes;
    }

    private void requireRoom(int lengthBytes) throws IOException {
        unwatchedBytes += lengthBytes;
        if (unwatchedBytes >= LOOK_BYTES && keptFreeBytes > 0) {
            unwatchedBytes = 0;
            long freeBytes = directory.toFile().getUsableSpace();
            if (freeBytes < keptFreeBytes) {
                throw new IOException(
                        "%d bytes are free, and %d are to stay so, after %d bytes of the image"
                                .formatted(freeBytes, keptFreeBytes, sizeBytes));
            }
        }
    }

    /**
     * Ends the writing and hands the file over, to be closed by the receiver.
     *
     * @throws IOException if the file cannot be given its size; the message names the directory
     */
    public RandomAccessFile handOver() throws IOException {
        try {
            // The end may be a hole, which nothing was written for.
            file.setLength(sizeBytes);
        } catch (IOException e) {
            throw refused(directory, e);
        }
        handedOver = true;
        return file;
    }

    /** Discards the file, unless it was handed over. */
    @Override
    public void close() throws IOException {
        if (!handedOver) {
            file.close();
        }
    }

    private static IOException refused(Path directory, IOException cause) {
        String reason =
                Files.isDirectory(directory)
                        ? Refusal.reason(cause)
                        : Files.exists(directory)
                                ? "it is not a directory"
                                : "there is no such directory";
        FileSystemException refused =
                new FileSystemException(
                        directory.toString(),
                        null,
                        "a temporary image cannot be written there: " + reason);
        refused.initCause(cause);
        return refused;
    }
}
