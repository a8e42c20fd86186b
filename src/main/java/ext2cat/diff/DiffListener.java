// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.volume.TreePath;

import java.io.IOException;

/** Receives differences, in the order of paths. What it throws ends the comparison. */
public interface DiffListener {

    /** The trees differ in this. */
    void differs(Difference difference) throws IOException;

    /**
     * Something cannot be read, and was not compared.
     *
     * @param first whether it is of the first tree
     */
    void damage(boolean first, TreePath path, IOException thrown) throws IOException;
}
