// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A file that is written front to back, and that gets its name only when it is whole, as {@link
 * OutputFile} does: for what is not known to have a size beforehand.
 */
public final class StreamedFile implements Closeable {

    private final UnfinishedFile file;

    private StreamedFile(UnfinishedFile file) {
        this.file = file;
    }

    /**
     * Makes an empty file that will be {@code target}. A symbolic link is followed, and the file
     * that it leads to is replaced.
     *
     * @throws FileSystemException if there is something at {@code target} that is not a regular
     *     file or may not be written to, or if no file can be made beside it; the reason says which
     */
    public static StreamedFile create(Path target) throws IOException {
        return new StreamedFile(UnfinishedFile.create(target));
    }

    /** Takes the bytes. An error of it is a {@link FileSystemException} with the file's name. */
    public WritableByteChannel channel() {
        return new Named();
    }

    /** Gives the file its name, see {@link OutputFile#commit}. */
    public void commit() throws IOException {
        file.commit();
    }

    /** Closes the file, and removes it unless it has its name. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The file's channel, which it does not close. */
    private final class Named implements WritableByteChannel {

        @Override
        public int write(ByteBuffer source) throws IOException {
            try {
                return file.channel().write(source);
            } catch (IOException e) {
                throw file.refused(e);
            }
        }

        @Override
        public boolean isOpen() {
            return file.channel().isOpen();
        }

        @Override
        public void close() {}
    }
}
