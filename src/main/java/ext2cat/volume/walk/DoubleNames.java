// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.dirent.Dirent;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;

/**
 * Tells the entries of a directory whose names an earlier entry has. Linux's lookup ends at the
 * first entry of a name (ext2_find_entry), so nobody ever reaches a later one; what takes both for
 * files could be led out of its tree, where the first is a symlink and the second a directory.
 *
 * <p>Names are kept as they come, up to 2^20 of them, 16 MiB. When there are more, the rest of the
 * directory is searched once for second entries of those names, whose places are kept instead, a
 * bit for each entry: of 3 million names that takes two more passes.
 */
final class DoubleNames {

    private static final int MOST_NAMES = 1 << 20;

    /** Names that are kept while a walk is in another directory: 1 MiB of each on the way. */
    private static final int MOST_WAITING_NAMES = 1 << 16;

    private static final int MOST_TOLD = 64;

    private final TreePath path;
    private final Inode directory;
    private final Damage damage;
    private final int mostNames;
    private final int mostWaitingNames;
    private final NameSet names = new NameSet();
    private final NumberSet later = new NumberSet();
    private long place;
    private long told;

    DoubleNames(TreePath path, Inode directory, Damage damage) {
        this(path, directory, damage, MOST_NAMES, MOST_WAITING_NAMES);
    }

    /**
     * The names of a directory, of which only so many are kept.
     *
     * @param mostNames how many names are kept
     * @param mostWaitingNames how many are kept while other directories are read
     */
    DoubleNames(
            TreePath path, Inode directory, Damage damage, int mostNames, int mostWaitingNames) {
        this.path = path;
        this.directory = directory;
        this.damage = damage;
        this.mostNames = mostNames;
        this.mostWaitingNames = mostWaitingNames;
    }

    /** Whether no earlier entry has the name of the next one, which is reported otherwise. */
    boolean isFirst(Dirent entry) throws IOException {
        boolean isFirst = !later.contains(place) && names.add(entry.name());
        place++;
        if (!isFirst) {
            tell(entry);
        } else if (names.size() == mostNames) {
            lookAhead();
        }
        return isFirst;
    }

    /** Takes less memory, since other directories are read before the next entry. */
    void rest() throws IOException {
        if (names.size() > mostWaitingNames) {
            lookAhead();
        }
    }

    /** Tells, at the end, of what was not worth a sentence of its own. */
    void end() throws IOException {
        if (told > MOST_TOLD) {
            damage.lost(
                    new Damage.At(path),
                    new CorruptImageException(
                            "directory inode %d: %d more entries, whose names earlier ones have, are left out"
                                    .formatted(directory.number(), told - MOST_TOLD)));
        }
        told = 0;
        names.clear();
    }

    private void tell(Dirent entry) throws IOException {
        if (++told <= MOST_TOLD) {
            damage.lost(
                    new Damage.At(path),
                    new CorruptImageException(
                            "directory inode %d: an earlier entry has the name '%s'; this one, for inode %d, is left out"
                                    .formatted(directory.number(), entry.name(), entry.inode())));
        }
    }

    /** Finds the later entries that have one of the names kept, and forgets the names. */
    private void lookAhead() throws IOException {
        DirectoryReader all = new DirectoryReader(directory);
        for (long at = 0; hasNext(all); at++) {
            if (at >= place && names.contains(all.entry().name())) {
                later.add(at);
            }
        }
        names.clear();
    }

    /** Goes to the next entry but {@code .} and {@code ..}; who reads them reports the damage. */
    private static boolean hasNext(DirectoryReader reader) {
        while (true) {
            try {
                if (!reader.next()) {
                    return false;
                }
                if (!reader.entry().isDotOrDotDot()) {
                    return true;
                }
            } catch (IOException _) {
                // The reader goes on after it.
            }
        }
    }
}
