// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.volume.TreePath;

import java.io.IOException;

/** Is told what becomes of each file. What it throws ends the extraction. */
public interface ExtractListener {

    /** A file is there with all that could be set; a directory, before what it holds. */
    void extracted(TreePath path) throws IOException;

    /** A file is not there, or not all of it could be read; nothing of it is left behind. */
    void failed(TreePath path, IOException thrown) throws IOException;
}
