// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Shows a visitor only the files that a filter takes. A directory that is not included is shown
 * when the first file below it is, so that a visitor sees no directory that leads to nothing.
 */
public final class FilteredVisitor implements TreeWalk.Visitor {

    /** A directory on the way. */
    private static final class Level {
        private final TreeEntry directory;
        private final boolean included;
        private State state;

        Level(TreeEntry directory, boolean included, State state) {
            this.directory = directory;
            this.included = included;
            this.state = state;
        }
    }

    private enum State {
        /** Not shown yet. */
        HELD,
        ENTERED,
        /** Shown, and the visitor does not want what is in it. */
        REFUSED
    }

    private final PathFilter filter;
    private final TreeWalk.EntryVisitor visitor;
    private final Deque<Level> way = new ArrayDeque<>();

    private FilteredVisitor(PathFilter filter, TreeWalk.EntryVisitor visitor) {
        this.filter = filter;
        this.visitor = visitor;
    }

    /**
     * {@return a visitor that hands on what a filter takes}
     *
     * @param filter knows what is taken
     * @param visitor sees nothing else
     */
    public static TreeWalk.EntryVisitor of(PathFilter filter, TreeWalk.EntryVisitor visitor) {
        return filter.takesAll() ? visitor : new FilteredVisitor(filter, visitor);
    }

    /**
     * {@return a visitor of inodes that hands on what a filter takes}
     *
     * @param filter knows what is taken
     * @param visitor sees nothing else
     */
    public static TreeWalk.Visitor of(PathFilter filter, TreeWalk.Visitor visitor) {
        return filter.takesAll() ? visitor : new FilteredVisitor(filter, visitor);
    }

    @Override
    public boolean visit(TreePath path, Inode inode) throws IOException {
        return visit(new TreeEntry(path, inode));
    }

    @Override
    public boolean visit(TreeEntry entry) throws IOException {
        TreePath path = entry.path();
        boolean isTop = way.isEmpty();
        if (isTop ? filter.excludesAt(path) : filter.excludes(path)) {
            return false;
        }
        boolean included =
                isTop ? filter.includesAt(path) : way.peek().included || filter.includes(path);
        if (included) {
            return areShown() && enter(entry, true, visitor.visit(entry), State.ENTERED);
        }
        return enter(entry, false, true, State.HELD);
    }

    /** Remembers a directory that is to be entered, as the walk finds out that it is one. */
    private boolean enter(TreeEntry entry, boolean included, boolean wanted, State state)
            throws IOException {
        if (!wanted || entry.type() != FileType.DIRECTORY) {
            return false;
        }
        entry.inode();
        if (entry.type() != FileType.DIRECTORY) {
            return false;
        }
        way.push(new Level(entry, included, state));
        return true;
    }

    /** Shows the directories that were held back; whether the visitor wants what is in them. */
    private boolean areShown() throws IOException {
        for (Iterator<Level> down = way.descendingIterator(); down.hasNext(); ) {
            Level level = down.next();
            if (level.state == State.HELD) {
                level.state = visitor.visit(level.directory) ? State.ENTERED : State.REFUSED;
            }
            if (level.state == State.REFUSED) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void leave(TreePath path, Inode directory) throws IOException {
        if (way.pop().state == State.ENTERED) {
            visitor.leave(path, directory);
        }
    }

    @Override
    public void damage(TreePath path, IOException thrown) throws IOException {
        visitor.damage(path, thrown);
    }
}
