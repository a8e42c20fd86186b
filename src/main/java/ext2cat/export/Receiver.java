// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Takes what is taken out, file by file, in the order of the walk. What it throws ends the export.
 * Each method does nothing unless overridden, except {@link #damage}, which nobody may overlook.
 */
public interface Receiver {

    /**
     * A directory; what it holds comes next.
     *
     * @param directory its place and its attributes
     * @throws IOException to end the export
     */
    default void directory(ExportedFile directory) throws IOException {}

    /**
     * All that a directory holds was told.
     *
     * @param path the directory's place in the image
     * @param directory its inode
     * @throws IOException to end the export
     */
    default void leave(TreePath path, Inode directory) throws IOException {}

    /**
     * A symbolic link.
     *
     * @param symlink its place and its attributes
     * @param target bytes as they are stored, at least one
     * @throws IOException to end the export
     */
    default void symlink(ExportedFile symlink, byte[] target) throws IOException {}

    /**
     * A device, fifo or socket.
     *
     * @param file its place and its attributes
     * @throws IOException to end the export
     */
    default void special(ExportedFile file) throws IOException {}

    /**
     * A further name of a file that was told before. Never called unless hard links were asked for,
     * nor for sockets.
     *
     * @param file the further name, and the attributes of the file
     * @param first the name by which the file was told
     * @throws IOException to end the export
     */
    default void hardLink(ExportedFile file, TreePath first) throws IOException {}

    /**
     * A regular file begins; its data comes next, and then its end.
     *
     * @param file its place and its attributes
     * @param map where data is, as far as it can be known
     * @throws IOException to end the export
     */
    default void begin(ExportedFile file, DataRuns map) throws IOException {}

    /**
     * Some data of the file that began. It comes in the order of the file; what lies between is a
     * hole, and so is what lies after the last of it.
     *
     * @param offsetBytes where in the file
     * @param bytes the data, valid until this returns
     * @throws IOException to end the export
     */
    default void data(long offsetBytes, ByteBuffer bytes) throws IOException {}

    /**
     * {@return whether more data of the file that began is of any use} If not, its end comes soon,
     * but data that was read already may come before it.
     */
    default boolean wantsMore() {
        return true;
    }

    /**
     * The file that began has ended.
     *
     * @param failure why it is not whole, if it is not: all data before the first that cannot be
     *     read was told
     * @throws IOException to end the export
     */
    default void end(Optional<IOException> failure) throws IOException {}

    /**
     * A file, or something in a directory, or the attributes of the file that is told next, cannot
     * be read.
     *
     * @param path the file's place in the image
     * @param thrown why
     * @throws IOException to end the export
     */
    void damage(TreePath path, IOException thrown) throws IOException;
}
