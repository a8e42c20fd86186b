// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.block.NumberSet;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Goes through the tree below a file, a directory before what it holds. Every name of a file is
 * visited, but each directory entered once: a second entry for it is damage, and would make the way
 * through a hostile image endless. What is damaged is reported, and the walk goes on behind it.
 *
 * <p>Memory grows with the depth of the tree and by one bit for each directory; in the order of
 * names also with the entries of the directories on the way.
 */
public final class TreeWalk {

    /** A path has 4095 bytes at most, so no program reaches a directory that is deeper. */
    private static final int MAX_DEPTH = 2048;

    /** In which order the entries of a directory are visited. */
    public enum Order {
        /** As they lie in the directory, which needs no memory. */
        DIRECTORY,
        /** By name, byte by byte, as {@code LC_ALL=C ls} lists them. */
        NAME
    }

    /** Takes what the walk finds. What it throws ends the walk, but for {@link TreeEntry#inode}. */
    public interface EntryVisitor {

        /**
         * A file; a directory before its entries, which are visited if the answer is true.
         *
         * @return whether to enter, if it is a directory
         */
        boolean visit(TreeEntry entry) throws IOException;

        /**
         * All entries were visited of a directory that was to be entered; none if it cannot be
         * read.
         */
        default void leave(TreePath path, Inode directory) throws IOException {}

        /** Something below {@code path} or the file itself cannot be read. */
        void damage(TreePath path, IOException thrown) throws IOException;
    }

    /** The same for a visitor that needs each file's inode. */
    public interface Visitor extends EntryVisitor {

        /** As {@link #visit(TreeEntry)}. */
        boolean visit(TreePath path, Inode inode) throws IOException;

        @Override
        default boolean visit(TreeEntry entry) throws IOException {
            return visit(entry.path(), entry.inode());
        }
    }

    private record Level(TreePath path, Inode directory, DirectoryEntries entries) {}

    private final Volume volume;
    private final Order order;
    private final EntryVisitor visitor;
    private final NumberSet entered = new NumberSet();
    private final Deque<Level> way = new ArrayDeque<>();

    /** A walk not begun. */
    public TreeWalk(Volume volume, Order order, EntryVisitor visitor) {
        this.volume = volume;
        this.order = order;
        this.visitor = visitor;
    }

    /**
     * Walks the tree below a file, the file itself first. May be called for one tree after another.
     */
    public void walk(TreePath path, Inode top) throws IOException {
        visit(new TreeEntry(path, top));
        while (!way.isEmpty()) {
            walkOn(way.peek());
        }
    }

    /** Makes the walk at hand visit nothing more; directories are not left. For the visitor. */
    public void end() {
        way.clear();
    }

    /** Goes through the directory at hand until it ends or another one begins. */
    private void walkOn(Level level) throws IOException {
        int depth = way.size();
        while (way.size() == depth) {
            Optional<TreeEntry> entry = level.entries().next();
            if (entry.isPresent()) {
                visit(entry.get());
            } else {
                leave();
            }
        }
    }

    private void leave() throws IOException {
        Level level = way.pop();
        visitor.leave(level.path(), level.directory());
    }

    private void visit(TreeEntry entry) throws IOException {
        try {
            if (!visitor.visit(entry) || entry.type() != FileType.DIRECTORY) {
                return;
            }
            entry.inode();
        } catch (IOException e) {
            if (!entry.failedWith(e)) {
                throw e;
            }
            visitor.damage(entry.path(), e);
            return;
        }
        try {
            enter(entry.path(), entry.inode());
        } catch (IOException e) {
            visitor.damage(entry.path(), e);
            visitor.leave(entry.path(), entry.inode());
        }
    }

    private void enter(TreePath path, Inode directory) throws IOException {
        if (way.size() == MAX_DEPTH) {
            throw new CorruptImageException("more than " + MAX_DEPTH + " directories deep");
        }
        if (!entered.add(directory.number())) {
            throw new CorruptImageException(
                    "directory inode %d has another name: it was entered before"
                            .formatted(directory.number()));
        }
        DirectoryEntries entries =
                new DirectoryEntries(
                        path, directory, order, thrown -> visitor.damage(path, thrown));
        way.push(new Level(path, directory, entries));
    }
}
