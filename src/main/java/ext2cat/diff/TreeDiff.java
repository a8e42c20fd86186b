// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.diff.Difference.Kind;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Compares two trees, see the package. */
public final class TreeDiff {

    /** A path has 4095 bytes at most, so no program reaches a directory that is deeper. */
    private static final int MAX_DEPTH = 2048;

    private final DiffOptions options;
    private final DiffListener listener;
    private final FileDiff files;
    private final FirstNames firstNames = new FirstNames();
    private final FirstNames secondNames = new FirstNames();

    /** A comparison not begun. */
    public TreeDiff(
            ComparedTree first, ComparedTree second, DiffOptions options, DiffListener listener) {
        this.options = options;
        this.listener = listener;
        this.files = new FileDiff(options, first.knowsAllXattrs() && second.knowsAllXattrs());
    }

    /** Compares two files, and what is below them. */
    public void compare(TreePath path, ComparedFile a, ComparedFile b) throws IOException {
        List<Change> changes = changes(path, a, b);
        if (!changes.isEmpty()) {
            listener.differs(new Difference(Kind.CHANGED, path, a.type(), changes));
        }
        boolean entersA = a.type() == FileType.DIRECTORY;
        boolean entersB = b.type() == FileType.DIRECTORY;
        if (entersA && entersB) {
            compareEntries(path, entries(true, path, a), entries(false, path, b));
        } else if (entersA) {
            tellBelow(Kind.REMOVED, path, a);
        } else if (entersB) {
            tellBelow(Kind.ADDED, path, b);
        }
    }

    private void compareEntries(TreePath path, Entries inA, Entries inB) throws IOException {
        List<ComparedFile> a = inA.files();
        List<ComparedFile> b = inB.files();
        int atA = 0;
        int atB = 0;
        while (atA < a.size() || atB < b.size()) {
            int order =
                    atA == a.size()
                            ? 1
                            : atB == b.size() ? -1 : a.get(atA).name().compareTo(b.get(atB).name());
            if (order < 0) {
                tellUnless(inB, Kind.REMOVED, path, a.get(atA++));
            } else if (order > 0) {
                tellUnless(inA, Kind.ADDED, path, b.get(atB++));
            } else {
                ComparedFile file = a.get(atA++);
                compare(path.child(file.name()), file, b.get(atB++));
            }
        }
    }

    /** Of what the other side may have and cannot be read it is not known whether it differs. */
    private void tellUnless(Entries others, Kind kind, TreePath directory, ComparedFile file)
            throws IOException {
        if (!others.mayHave(file.name())) {
            tell(kind, directory, file);
        }
    }

    /** Tells of a file that only one side has. */
    private void tell(Kind kind, TreePath directory, ComparedFile file) throws IOException {
        TreePath path = directory.child(file.name());
        (kind == Kind.REMOVED ? firstNames : secondNames).of(file, path);
        listener.differs(new Difference(kind, path, file.type(), List.of()));
        if (file.type() == FileType.DIRECTORY) {
            tellBelow(kind, path, file);
        }
    }

    private void tellBelow(Kind kind, TreePath path, ComparedFile directory) throws IOException {
        if (options.below()) {
            for (ComparedFile file : entries(kind == Kind.REMOVED, path, directory).files()) {
                tell(kind, path, file);
            }
        }
    }

    private Entries entries(boolean first, TreePath path, ComparedFile directory)
            throws IOException {
        try {
            if (path.depth() >= MAX_DEPTH) {
                throw new CorruptImageException("more than " + MAX_DEPTH + " directories deep");
            }
            return Entries.of(
                    directory,
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
