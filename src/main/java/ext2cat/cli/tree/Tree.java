// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.disk.Ext2Exception;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.Glob;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.path.PathFilter;
import ext2cat.volume.walk.DirectoryEntries;
import ext2cat.volume.walk.Entered;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Shows the tree below a directory, in the order of names. It looks one entry ahead, since the last
 * of a directory is drawn in another way.
 */
final class Tree {

    /**
     * What is shown.
     *
     * @param all whether names that begin with a dot are
     * @param directoriesOnly whether files are not
     * @param maxDepth how deep below the start
     * @param wanted the names of files that are shown; none for all
     * @param ignored the names of files and directories that are not
     * @param filter which paths are
     */
    record Choice(
            boolean all,
            boolean directoriesOnly,
            int maxDepth,
            List<Glob> wanted,
            List<Glob> ignored,
            PathFilter filter) {

        /** Keeps lists of its own. */
        Choice {
            wanted = List.copyOf(wanted);
            ignored = List.copyOf(ignored);
        }
    }

    /** Draws it. */
    interface Output {

        /** Where it begins. */
        void start(String label, Inode inode) throws IOException;

        /**
         * An entry of the directory that was entered last.
         *
         * @param isLast whether no other follows there
         */
        void entry(TreeEntry entry, boolean isLast) throws IOException;

        /** What is in the start, or in the entry shown last, follows. */
        void enter() throws IOException;

        /** The directory entered last is at its end. */
        void leave() throws IOException;

        /** All below a start was shown. */
        void end() throws IOException;
    }

    /** A directory on the way, and its next entry that is shown. */
    private final class Level {

        private final DirectoryEntries entries;
        private Optional<TreeEntry> next;

        Level(TreePath path, Inode directory) throws IOException {
            this.entries =
                    new DirectoryEntries(path, directory, TreeWalk.Order.NAME, session::reportPart);
            this.next = nextShown();
        }

        Optional<TreeEntry> advance() throws IOException {
            Optional<TreeEntry> entry = next;
            if (entry.isPresent()) {
                next = nextShown();
            }
            return entry;
        }

        private Optional<TreeEntry> nextShown() throws IOException {
            Optional<TreeEntry> entry = entries.next();
            while (entry.isPresent() && !isShown(entry.get())) {
                entry = entries.next();
            }
            return entry;
        }
    }

    private final Session session;
    private final Volume volume;
    private final Choice choice;
    private final Output output;
    private final Deque<Level> way = new ArrayDeque<>();
    private Entered entered = new Entered();
    private long directories;
    private long files;

    Tree(Session session, Volume volume, Choice choice, Output output) {
        this.session = session;
        this.volume = volume;
        this.choice = choice;
        this.output = output;
    }

    /** Directories that were shown, the starts and symlinks that lead to directories too. */
    long directories() {
        return directories;
    }

    /** Everything else that was shown. */
    long files() {
        return files;
    }

    /** Shows the trees below what the words of the command line name. */
    void run(List<String> words) throws IOException {
        for (String word : words) {
            try {
                for (Located start :
                        new FileArguments(volume, true, session::reportPart).locate(word)) {
                    show(start);
                }
            } catch (IOException e) {
                session.reportPart(e, Shown.word(word));
            }
        }
    }

    private void show(Located start) throws IOException {
        entered = new Entered();
        output.start(FileArguments.label(start), start.inode());
        if (start.inode().isDirectory()) {
            enter(start.path(), start.inode());
            // As tree(1) does it: a start of which nothing is shown counts for nothing.
            if (!way.isEmpty() && way.peek().next.isPresent()) {
                directories++;
            }
        } else {
            files++;
        }
        while (!way.isEmpty()) {
            Level level = way.peek();
            Optional<TreeEntry> entry = level.advance();
            if (entry.isPresent()) {
                show(entry.get(), level.next.isEmpty());
            } else {
                way.pop();
                output.leave();
            }
        }
        output.end();
    }

    private void show(TreeEntry entry, boolean isLast) throws IOException {
        output.entry(entry, isLast);
        if (isDirectory(entry)) {
            directories++;
        } else {
            files++;
        }
        try {
            if (!entry.isUnreadable()
                    && entry.type() == FileType.DIRECTORY
                    && way.size() < choice.maxDepth()) {
                enter(entry.path(), entry.inode());
            }
        } catch (IOException e) {
            session.reportPart(e, entry.path().toString());
        }
    }

    private void enter(TreePath path, Inode directory) throws IOException {
        try {
            entered.enter(directory, way.size());
            way.push(new Level(path, directory));
            output.enter();
        } catch (Ext2Exception e) {
            session.reportPart(e, path.toString());
        }
    }

    private boolean isShown(TreeEntry entry) throws IOException {
        if (!choice.all() && isHidden(entry.name()) || matches(choice.ignored(), entry)) {
            return false;
        }
        if (!choice.filter().takesAll() && !isTaken(entry)) {
            return false;
        }
        if (choice.directoriesOnly()) {
            return isDirectory(entry);
        }
        return choice.wanted().isEmpty()
                || matches(choice.wanted(), entry)
                || isItselfDirectory(entry);
    }

    /** Whether the filter takes a file, or something below it. */
    private boolean isTaken(TreeEntry entry) throws IOException {
        TreePath path = entry.path();
        if (choice.filter().excludesAt(path)) {
            return false;
        }
        return choice.filter().includesAt(path)
                || isItselfDirectory(entry)
                        && LeadsToTaken.isSo(volume, choice.filter(), path, entry);
    }

    private static boolean isItselfDirectory(TreeEntry entry) {
        try {
            return entry.type() == FileType.DIRECTORY;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean matches(List<Glob> globs, TreeEntry entry) {
        return globs.stream().anyMatch(glob -> glob.matches(entry.name()));
    }

    /** Whether it is a directory or leads to one; not if that cannot be read. */
    private boolean isDirectory(TreeEntry entry) {
        try {
            return entry.type() == FileType.DIRECTORY
                    || entry.type() == FileType.SYMLINK
                            && ImagePath.exact(entry.path().toBytes()).lookup(volume).isDirectory();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isHidden(FileName name) {
        byte[] bytes = name.toBytes();
        return bytes.length > 0 && bytes[0] == '.';
    }
}
