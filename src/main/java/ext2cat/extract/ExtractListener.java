// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;

/** Is told what becomes of each file. What it throws ends the extraction. */
public interface ExtractListener {

    /**
     * A file is there with all that could be set; a directory, before what it holds.
     *
     * @param path the file's place in the image
     * @param file its inode
     * @throws IOException to end the extraction
     */
    void extracted(TreePath path, Inode file) throws IOException;

    /**
     * A further name was given to a file that was extracted before.
     *
     * @param path the file's place in the image
     * @param file its inode
     * @throws IOException to end the extraction
     */
    default void linked(TreePath path, Inode file) throws IOException {
        extracted(path, file);
    }

    /**
     * A file is not there since the host does not let devices be made, or devices are not wanted;
     * or it is there without the owner, the mode or the set-ID bits that it should have.
     *
     * @param path the file's place in the image
     * @param file its inode
     * @throws IOException to end the extraction
     */
    default void lacks(TreePath path, Inode file) throws IOException {}

    /**
     * A file is not there, and nothing of it is left behind; or its attributes cannot be read, and
     * it is there without them; or a directory cannot be read to its end.
     *
     * @param path the file's place in the image
     * @param thrown why
     * @throws IOException to end the extraction
     */
    void failed(TreePath path, IOException thrown) throws IOException;
}
