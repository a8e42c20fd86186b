// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.FileType;
import ext2cat.disk.dirent.Dirent;
import ext2cat.disk.dirent.DirentCursor;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a directory one after another, without {@code .} and {@code ..}. What is damaged
 * is reported, and what follows is read all the same; so is an entry whose name an earlier one has.
 *
 * <p>Where the directory tells the type of a file, its inode is asked whether that is so: the mode
 * counts, as it does for Linux once the file is opened. Nothing else of the inode is looked at.
 */
public final class DirectoryEntries {

    /** Entries that are sorted together: all of any directory that people make. */
    private static final int RUN_ENTRIES = 1 << 20;

    private final Volume volume;
    private final TreePath path;
    private final DirectoryReader reader;
    private final boolean sorted;
    private final int runEntries;
    private final Damage damage;
    private final DoubleNames names;
    private final Deque<Dirent> run = new ArrayDeque<>(0);

    /**
     * A directory of which nothing is read yet.
     *
     * @param path where it is
     * @param directory its inode
     * @param order in which order; by name, in runs of 2^20 entries where there are more
     * @param damage hears of {@link Damage.At} the directory only
     * @throws java.nio.file.NotDirectoryException if it is none
     * @throws ext2cat.disk.CorruptImageException if its size makes no sense
     */
    public DirectoryEntries(TreePath path, Inode directory, TreeWalk.Order order, Damage damage)
            throws IOException {
        this(path, directory, order, damage, RUN_ENTRIES);
    }

    /**
     * A directory of which nothing is read yet, sorted in runs of a chosen size.
     *
     * @param runEntries how many entries are sorted together
     */
    DirectoryEntries(
            TreePath path, Inode directory, TreeWalk.Order order, Damage damage, int runEntries)
            throws IOException {
        this.volume = directory.volume();
        this.path = path;
        this.reader = new DirectoryReader(directory);
        this.sorted = order == TreeWalk.Order.NAME;
        this.runEntries = runEntries;
        this.damage = damage;
        this.names = new DoubleNames(path, directory, damage);
        if (reader.sizeFlaw().isPresent()) {
            lost(reader.sizeFlaw().get());
        }
    }

    /**
     * Takes less memory, since other directories are read before the next entry.
     *
     * @throws IOException if {@code damage} throws it
     */
    public void rest() throws IOException {
        names.rest();
    }

    /**
     * {@return the next entry; empty after the last one}
     *
     * @throws IOException if {@code damage} throws it
     */
    public Optional<TreeEntry> next() throws IOException {
        Optional<Dirent> dirent = sorted ? nextOfRun() : nextInDirectory();
        return dirent.map(
                entry ->
                        new TreeEntry(volume, path, entry.name(), entry.inode(), entry.fileType()));
    }

    private Optional<Dirent> nextOfRun() throws IOException {
        if (run.isEmpty()) {
            run.addAll(nextRun());
        }
        return Optional.ofNullable(run.poll());
    }

    private List<Dirent> nextRun() throws IOException {
        List<Dirent> entries = new ArrayList<>();
        while (entries.size() < runEntries) {
            Optional<Dirent> entry = nextInDirectory();
            if (entry.isEmpty()) {
                break;
            }
            entries.add(entry.get());
        }
        entries.sort(Comparator.comparing(Dirent::name));
        return entries;
    }

    private Optional<Dirent> nextInDirectory() throws IOException {
        Optional<Dirent> entry = nextStored();
        while (entry.isPresent() && !names.isFirst(entry.get())) {
            entry = nextStored();
        }
        if (entry.isEmpty()) {
            names.end();
        }
        return entry;
    }

    /** The next entry, whether or not an earlier one has its name. */
    Optional<Dirent> nextStored() throws IOException {
        while (true) {
            try {
                if (!reader.next()) {
                    return Optional.empty();
                }
            } catch (IOException e) {
                lost(e);
                continue;
            }
            if (!reader.entry().isDotOrDotDot()) {
                return Optional.of(judged(reader.entry()));
            }
        }
    }

    private void lost(IOException thrown) throws IOException {
        damage.lost(new Damage.At(path), thrown);
    }

    /** The entry with the type of its inode; unknown if that is not in use or cannot be read. */
    private Dirent judged(DirentCursor entry) throws IOException {
        Dirent dirent = entry.dirent();
        if (!entry.tellsType()) {
            return dirent;
        }
        FileType type = volume.typeOf(dirent.inode());
        if (type != FileType.UNKNOWN && type != dirent.fileType()) {
            lost(entry.wrongType(type));
        }
        return new Dirent(dirent.inode(), type, dirent.name());
    }
}
