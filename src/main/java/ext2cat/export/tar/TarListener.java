// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import ext2cat.volume.TreePath;

import java.io.IOException;

/** Is told what is not in an archive as it is in the image. */
public interface TarListener {

    /**
     * A file, or something in a directory, or an attribute cannot be read and is left out.
     *
     * @param path the file's place in the image
     * @param thrown why
     * @throws IOException to end the archive
     */
    void leftOut(TreePath path, IOException thrown) throws IOException;

    /**
     * Only the beginning of a file can be read; the rest is zeros in the archive.
     *
     * @param path the file's place in the image
     * @param thrown why
     * @throws IOException to end the archive
     */
    void filledUp(TreePath path, IOException thrown) throws IOException;

    /**
     * A socket, for which archives have no entry.
     *
     * @param path the file's place in the image
     * @throws IOException to end the archive
     */
    void socket(TreePath path) throws IOException;
}
