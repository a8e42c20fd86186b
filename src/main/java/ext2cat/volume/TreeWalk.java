// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.FileType;
import ext2cat.volume.walk.DirectoryEntries;
import ext2cat.volume.walk.Entered;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Goes through the tree below a file, a directory before what it holds. Every name of a file is
 * visited, but each directory is entered once. What is damaged is reported, and the walk goes on
 * after it.
 *
 * <p>Memory grows with the depth of the tree and by one bit for each directory; in the order of
 * names also with the entries of the directories on the way.
 */
public final class TreeWalk {

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
         * @param entry the file's place and inode
         * @return whether to enter, if it is a directory
         * @throws IOException to end the walk; what {@link TreeEntry#inode} throws is damage
         *     instead
         */
        boolean visit(TreeEntry entry) throws IOException;

        /**
         * All entries were visited of a directory that was to be entered; none if it cannot be
         * read.
         *
         * @param path the place of the directory
         * @param directory its inode
         * @throws IOException to end the walk
         */
        default void leave(TreePath path, Inode directory) throws IOException {}

        /**
         * Something below {@code path} or the file itself cannot be read.
         *
         * @param path the place of the file or directory
         * @param thrown why it cannot be read
         * @throws IOException to end the walk
         */
        void damage(TreePath path, IOException thrown) throws IOException;
    }

    /** A visitor that needs the inode of each file. */
    public interface Visitor extends EntryVisitor {

        /**
         * As {@link #visit(TreeEntry)}.
         *
         * @param path the place of the file
         * @param inode the file itself
         * @return whether to enter, if it is a directory
         * @throws IOException to end the walk; what {@link TreeEntry#inode} throws is damage
         *     instead
         */
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
    private final Deque<Level> way = new ArrayDeque<>();
    private Entered entered = new Entered();

    /**
     * A walk not begun.
     *
     * @param volume the file system
     * @param order in which order the entries of a directory come
     * @param visitor takes the files and hears of damage
     */
    public TreeWalk(Volume volume, Order order, EntryVisitor visitor) {
        this.volume = volume;
        this.order = order;
        this.visitor = visitor;
    }

    /**
     * Walks the tree below a file, the file itself first. May be called for one tree after another,
     * each a walk of its own: a tree that lies in an earlier one is gone through again.
     *
     * @param path the place of the first file
     * @param top the first file
     * @throws IOException what the visitor throws
     */
    public void walk(TreePath path, Inode top) throws IOException {
        begin(path, top);
        while (walkOn()) {}
    }

    /** Visits the file that a walk begins with. */
    void begin(TreePath path, Inode top) throws IOException {
        entered = new Entered();
        visit(new TreeEntry(path, top));
    }

    /**
     * Visits the next file, or leaves a directory.
     *
     * @return false if the walk is at its end
     */
    boolean walkOn() throws IOException {
        if (way.isEmpty()) {
            return false;
        }
        Optional<TreeEntry> entry = way.element().entries().next();
        if (entry.isPresent()) {
            visit(entry.get());
        } else {
            leave();
        }
        return true;
    }

    /** Makes the walk at hand visit nothing more; directories are not left. For the visitor. */
    public void end() {
        way.clear();
    }

    /**
     * {@return what is wrong with the place at which a visitor meets a directory: nothing, or that
     * the walk at hand has entered it before by another name}
     *
     * @param directory the directory that the visitor met
     */
    public Optional<IOException> damageOfName(Inode directory) {
        return entered.contains(directory)
                ? Optional.of(Entered.again(directory))
                : Optional.empty();
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
        entered.enter(directory, way.size());
        if (!way.isEmpty()) {
            way.peek().entries().rest();
        }
        DirectoryEntries entries =
                new DirectoryEntries(
                        path, directory, order, (_, thrown) -> visitor.damage(path, thrown));
        way.push(new Level(path, directory, entries));
    }
}
