// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.FilteredVisitor;
import ext2cat.volume.path.PathFilter;

import java.io.IOException;

/** Looks in a directory for something that a filter takes. */
final class LeadsToTaken implements TreeWalk.EntryVisitor {

    private boolean found;

    private LeadsToTaken() {}

    /** Whether there is any. What is damaged is said by who shows the directory. */
    static boolean isSo(Volume volume, PathFilter filter, TreePath path, TreeEntry directory)
            throws IOException {
        LeadsToTaken search = new LeadsToTaken();
        new TreeWalk(volume, TreeWalk.Order.DIRECTORY, FilteredVisitor.of(filter, search))
                .walk(path, directory.inode());
        return search.found;
    }

    @Override
    public boolean visit(TreeEntry entry) {
        found = true;
        return false;
    }

    @Override
    public void damage(TreePath path, IOException thrown) {}
}
