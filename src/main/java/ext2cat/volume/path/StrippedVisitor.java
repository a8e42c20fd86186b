// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import ext2cat.disk.FileName;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;

import java.io.IOException;

/**
 * Shows a visitor files at places with some names less at the front: with 1, {@code /usr/bin/ls} is
 * at {@code /bin/ls}. What has no more names than that is not shown. Damage has its own place.
 */
public final class StrippedVisitor implements TreeWalk.Visitor {

    private final int names;
    private final TreeWalk.Visitor visitor;
    private TreePath directory = TreePath.ROOT;
    private TreePath strippedDirectory = TreePath.ROOT;

    private StrippedVisitor(int names, TreeWalk.Visitor visitor) {
        this.names = names;
        this.visitor = visitor;
    }

    /**
     * {@return a visitor that hands files on at their new places}
     *
     * @param names how many names are taken away
     * @param visitor sees them
     */
    public static TreeWalk.Visitor of(int names, TreeWalk.Visitor visitor) {
        return names == 0 ? visitor : new StrippedVisitor(names, visitor);
    }

    @Override
    public boolean visit(TreePath path, Inode inode) throws IOException {
        return path.depth() <= names || visitor.visit(stripped(path), inode);
    }

    @Override
    public void leave(TreePath path, Inode left) throws IOException {
        if (path.depth() > names) {
            visitor.leave(stripped(path), left);
        }
    }

    @Override
    public void damage(TreePath path, IOException thrown) throws IOException {
        visitor.damage(path, thrown);
    }

    /** Siblings share their directory, as the exporters expect of a walk. */
    private TreePath stripped(TreePath path) {
        TreePath parent = path.parent();
        if (parent != directory) {
            directory = parent;
            strippedDirectory = TreePath.ROOT;
            if (parent.depth() > names) {
                for (FileName name : parent.names().subList(names, parent.depth())) {
                    strippedDirectory = strippedDirectory.child(name);
                }
            }
        }
        return strippedDirectory.child(path.name());
    }
}
