// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.diff.Difference.Kind;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.TreePath;
import ext2cat.volume.walk.Entered;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Compares two trees, see the package. */
public final class TreeDiff {

    /** A directory on the way, of which either side may be missing, and what is left of it. */
    private record Level(TreePath path, Entries a, Entries b) {

        boolean isAtEnd() {
            return a.isAtEnd() && b.isAtEnd();
        }

        /** Less than 0 if the next name is only in the first, more if only in the second. */
        int order() {
            if (a.isAtEnd() || b.isAtEnd()) {
                return Boolean.compare(a.isAtEnd(), b.isAtEnd());
            }
            return a.name().compareTo(b.name());
        }
    }

    private final DiffOptions options;
    private final DiffListener listener;
    private final FileDiff files;
    private final FirstNames firstNames = new FirstNames();
    private final FirstNames secondNames = new FirstNames();
    private final Deque<Level> way = new ArrayDeque<>();

    /** A comparison not begun. */
    public TreeDiff(
            ComparedTree first, ComparedTree second, DiffOptions options, DiffListener listener) {
        this.options = options;
        this.listener = listener;
        this.files = new FileDiff(options, first.knowsAllXattrs() && second.knowsAllXattrs());
    }

    /** Compares two files, and what is below them. */
    public void compare(TreePath path, ComparedFile a, ComparedFile b) throws IOException {
        meet(path, a, b);
        while (!way.isEmpty()) {
            Level level = way.peek();
            if (level.isAtEnd()) {
                way.pop();
            } else {
                step(level);
            }
        }
    }

    /** Goes on to the next name that either of two directories has. */
    private void step(Level level) throws IOException {
        int order = level.order();
        Entries named = order <= 0 ? level.a() : level.b();
        if (options.filter().excludes(level.path().child(named.name()))) {
            skip(level, order);
        } else if (order == 0) {
            ComparedFile a = level.a().take();
            meet(level.path().child(a.name()), a, level.b().take());
        } else if (order < 0) {
            tellUnless(level.b(), Kind.REMOVED, level.path(), level.a().take());
        } else {
            tellUnless(level.a(), Kind.ADDED, level.path(), level.b().take());
        }
    }

    private static void skip(Level level, int order) {
        if (order <= 0) {
            level.a().take();
        }
        if (order >= 0) {
            level.b().take();
        }
    }

    /** Compares two files of the same place. */
    private void meet(TreePath path, ComparedFile a, ComparedFile b) throws IOException {
        List<Change> changes = options.filter().includesAt(path) ? changes(path, a, b) : List.of();
        if (!changes.isEmpty()) {
            listener.differs(new Difference(Kind.CHANGED, path, a.type(), changes));
        }
        Optional<ComparedFile> inA = Optional.of(a).filter(TreeDiff::isDirectory);
        Optional<ComparedFile> inB = Optional.of(b).filter(TreeDiff::isDirectory);
        boolean both = inA.isPresent() && inB.isPresent();
        boolean either = inA.isPresent() || inB.isPresent();
        if (both || either && options.below()) {
            enter(path, inA, inB);
        }
    }

    private static boolean isDirectory(ComparedFile file) {
        return file.type() == FileType.DIRECTORY;
    }

    /**
     * Tells of a file that only one side has; of what the other side may have and cannot be read it
     * is not known whether it differs.
     */
    private void tellUnless(Entries others, Kind kind, TreePath directory, ComparedFile file)
            throws IOException {
        if (others.mayHave(file.name())) {
            return;
        }
        TreePath path = directory.child(file.name());
        boolean removed = kind == Kind.REMOVED;
        (removed ? firstNames : secondNames).of(file, path);
        boolean matters = options.filter().includesAt(path);
        if (matters) {
            listener.differs(new Difference(kind, path, file.type(), List.of()));
        }
        if (isDirectory(file) && (options.below() || !matters)) {
            Optional<ComparedFile> there = Optional.of(file);
            enter(path, removed ? there : Optional.empty(), removed ? Optional.empty() : there);
        }
    }

    /** Enters a directory that either side has, or both. */
    private void enter(TreePath path, Optional<ComparedFile> a, Optional<ComparedFile> b)
            throws IOException {
        try {
            Entered.verifyDepth(way.size());
        } catch (CorruptImageException e) {
            listener.damage(a.isPresent(), path, e); // once: both are as deep
            return;
        }
        way.push(new Level(path, entries(true, path, a), entries(false, path, b)));
    }

    private Entries entries(boolean first, TreePath path, Optional<ComparedFile> directory)
            throws IOException {
        if (directory.isEmpty()) {
            return Entries.none();
        }
        try {
            return Entries.of(
                    directory.get(),
                    (entry, thrown) -> listener.damage(first, place(path, entry), thrown));
        } catch (IOException e) {
            listener.damage(first, path, e);
            return Entries.unknown();
        }
    }

    private static TreePath place(TreePath path, FileName entry) {
        return entry.length() == 0 ? path : path.child(entry);
    }

    private List<Change> changes(TreePath path, ComparedFile a, ComparedFile b) throws IOException {
        TreePath firstA = firstNames.of(a, path);
        TreePath firstB = secondNames.of(b, path);
        if (a.type() != b.type()) {
            return List.of(new Change("type", a.type().label(), b.type().label()));
        }
        List<Change> changes = new ArrayList<>();
        if (!firstA.equals(firstB) && options.compares(Aspect.LINKS)) {
            changes.add(new Change("hard link", linked(path, firstA), linked(path, firstB)));
        } else if (!firstA.equals(path) && firstA.equals(firstB)) {
            return changes; // both are further names of files that were compared before
        }
        changes.addAll(files.ofInodes(a, b));
        switch (a.type()) {
            case REGULAR -> read(changes, path, () -> files.ofContents(a, b));
            case SYMLINK -> read(changes, path, () -> files.ofTargets(a, b));
            default -> {}
        }
        if (options.compares(Aspect.XATTRS)) {
            read(changes, path, () -> xattrs(path, a, b));
        }
        return changes;
    }

    /** None if some on either side cannot be read. */
    private List<Change> xattrs(TreePath path, ComparedFile a, ComparedFile b) throws IOException {
        AtomicBoolean partial = new AtomicBoolean();
        List<Change> changes =
                files.ofXattrs(
                        a.xattrs((_, thrown) -> tellXattr(true, path, thrown, partial)),
                        b.xattrs((_, thrown) -> tellXattr(false, path, thrown, partial)));
        return partial.get() ? List.of() : changes;
    }

    private void tellXattr(boolean first, TreePath path, IOException thrown, AtomicBoolean partial)
            throws IOException {
        partial.set(true);
        listener.damage(first, path, thrown);
    }

    private static String linked(TreePath path, TreePath first) {
        return first.equals(path) ? "" : "of " + first;
    }

    /** Of what cannot be read it is not known whether it differs. */
    private void read(List<Change> changes, TreePath path, Reading reading) throws IOException {
        try {
            changes.addAll(reading.read());
        } catch (SecondSideException e) {
            listener.damage(false, path, (IOException) e.getCause());
        } catch (IOException e) {
            listener.damage(true, path, e);
        }
    }

    @FunctionalInterface
    private interface Reading {
        List<Change> read() throws IOException;
    }
}
