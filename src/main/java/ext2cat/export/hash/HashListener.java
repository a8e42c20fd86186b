// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.hash;

import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;

/** Is told the hashes of files, in the order of the walk. */
public interface HashListener {

    /**
     * A file's hash.
     *
     * @param path the file's place in the image
     * @param inode the file itself
     * @param hash as many bytes as the algorithm gives
     * @throws IOException to end the run
     */
    void hashed(TreePath path, Inode inode, byte[] hash) throws IOException;

    /**
     * A file, or something in a directory, cannot be read: it has no hash.
     *
     * @param path the file's place in the image
     * @param thrown why
     * @throws IOException to end the run
     */
    void failed(TreePath path, IOException thrown) throws IOException;
}
