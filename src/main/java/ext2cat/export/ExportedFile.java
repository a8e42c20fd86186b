// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.disk.Xattr;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.util.List;

/**
 * A file that is taken out.
 *
 * @param path its place in the tree
 * @param inode the file
 * @param xattrs its extended attributes, those in the inode first; empty unless they were asked for
 */
public record ExportedFile(TreePath path, Inode inode, List<Xattr> xattrs) {

    /** Keeps a list of its own. */
    public ExportedFile {
        xattrs = List.copyOf(xattrs);
    }
}
