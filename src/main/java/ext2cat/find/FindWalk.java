// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.volume.Located;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;

/** Goes through trees and does what a query says with what it finds. Memory does not grow. */
public final class FindWalk {

    /** Takes what was found. */
    public interface Sink {

        /** A file that the expression shows, in one of the ways of {@link Action} that show. */
        void show(Action action, TreeEntry entry) throws IOException;

        /** What cannot be read, or could not be shown; what this throws ends the walk. */
        void damage(TreePath path, IOException thrown) throws IOException;
    }

    private final TreeWalk walk;
    private final FindQuery query;
    private final Sink sink;
    private int startDepth;
    private boolean pruned;
    private boolean ended;

    /** A walk not begun. */
    public FindWalk(Volume volume, FindQuery query, Sink sink) {
        this.walk = new TreeWalk(volume, TreeWalk.Order.DIRECTORY, new Visitor());
        this.query = query;
        this.sink = sink;
    }

    /**
     * Walks the tree below a starting point, itself first.
     *
     * @return false if the query wants no other starting point looked at
     */
    public boolean walk(Located start) throws IOException {
        startDepth = start.path().depth();
        walk.walk(start.path(), start.inode());
        return !ended;
    }

    private final class Visitor implements TreeWalk.EntryVisitor {

        @Override
        public boolean visit(TreeEntry entry) throws IOException {
            if (ended) {
                return false;
            }
            int depth = entry.depth() - startDepth;
            pruned = false;
            if (depth >= query.minDepth()) {
                look(entry);
            }
            return depth < query.maxDepth() && !pruned && !ended;
        }

        @Override
        public void damage(TreePath path, IOException thrown) throws IOException {
            sink.damage(path, thrown);
        }
    }

    private void look(TreeEntry entry) throws IOException {
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
        switch (action) {
            case PRUNE -> pruned = true;
            case QUIT -> {
                ended = true;
                walk.end();
            }
            case PRINT, PRINT0, LS -> sink.show(action, entry);
        }
    }
}
