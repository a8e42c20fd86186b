// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.FilteredVisitor;
import ext2cat.volume.path.PathFilter;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Goes through trees and does what a query says with what it finds. Memory does not grow, but with
 * the depth of the tree where directories are looked at last.
 */
public final class FindWalk {

    /** Takes what was found. */
    public interface Sink {

        /**
         * A file that the expression shows, in one of the ways of {@link Action} that show.
         *
         * @param start the starting point below which it was found
         */
        void show(Action action, TreeEntry entry, TreePath start) throws IOException;

        /** What cannot be read, or could not be shown; what this throws ends the walk. */
        void damage(TreePath path, IOException thrown) throws IOException;
    }

    private final TreeWalk walk;
    private final FindQuery query;
    private final PathFilter filter;
    private final Sink sink;

    /** Directories that are looked at when they are left, the deepest first. */
    private final Deque<TreeEntry> entered = new ArrayDeque<>();

    private TreePath start = TreePath.ROOT;
    private boolean pruned;
    private boolean ended;

    /**
     * A walk not begun.
     *
     * @param filter the query is asked about no other files
     */
    public FindWalk(Volume volume, FindQuery query, PathFilter filter, Sink sink) {
        this.walk =
                new TreeWalk(
                        volume,
                        TreeWalk.Order.DIRECTORY,
                        FilteredVisitor.of(filter, new Visitor()));
        this.query = query;
        this.filter = filter;
        this.sink = sink;
    }

    /**
     * Walks the tree below a starting point, itself first, or last if the query goes depth first.
     *
     * @return false if the query wants no other starting point looked at
     */
    public boolean walk(Located top) throws IOException {
        start = top.path();
        walk.walk(top.path(), top.inode());
        return !ended;
    }

    private final class Visitor implements TreeWalk.EntryVisitor {

        @Override
        public boolean visit(TreeEntry entry) throws IOException {
            if (ended) {
                return false;
            }
            int depth = entry.depth() - start.depth();
            pruned = false;
            if (query.depthFirst() && depth < query.maxDepth() && isDirectory(entry)) {
                entered.push(entry);
                return true;
            }
            look(entry);
            return depth < query.maxDepth() && !pruned && !ended;
        }

        @Override
        public void leave(TreePath path, Inode directory) throws IOException {
            if (query.depthFirst() && !ended) {
                look(entered.pop());
            }
        }

        @Override
        public void damage(TreePath path, IOException thrown) throws IOException {
            sink.damage(path, thrown);
        }
    }

    /** What the inode says: the directory above, and so the walk without it, may be wrong. */
    private static boolean isDirectory(TreeEntry entry) throws IOException {
        return entry.inode().isDirectory();
    }

    private void look(TreeEntry entry) throws IOException {
        if (entry.depth() - start.depth() < query.minDepth()
                || filter.isSelective() && !filter.includesAt(entry.path())) {
            return;
        }
        try {
            query.expression().holds(entry, this::act);
        } catch (IOException e) {
            if (entry.failedWith(e)) {
                throw e; // the walk reports it
            }
            sink.damage(entry.path(), e);
        }
    }

    private void act(Action action, TreeEntry entry) throws IOException {
        // No switch over kinds of actions: the JVM would make classes for it at each start.
        if (action == Action.Plain.PRUNE) {
            pruned = true;
        } else if (action == Action.Plain.QUIT) {
            ended = true;
            walk.end();
        } else {
            sink.show(action, entry, start);
        }
    }
}
