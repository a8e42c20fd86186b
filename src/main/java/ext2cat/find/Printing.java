// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;

import java.io.IOException;

/** A format of {@code -printf}, understood by who shows files. */
@FunctionalInterface
public interface Printing {

    /**
     * Writes what the format makes of a file.
     *
     * @param start the starting point below which it was found
     */
    void print(TreeEntry entry, TreePath start) throws IOException;
}
