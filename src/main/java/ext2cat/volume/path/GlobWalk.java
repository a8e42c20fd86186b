// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import ext2cat.disk.FileName;
import ext2cat.volume.Located;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.DirectoryEntries;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the files that a path with patterns means, as a shell does: each name between slashes may
 * be a {@link Glob}; a dot at the front of a name must be given; names without patterns must be
 * there. Symlinks on the way are followed, inside the image.
 */
public final class GlobWalk {

    /** More files than anybody means; each takes some hundred bytes. */
    private static final int MOST_MATCHES = 1 << 18;

    private final Volume volume;
    private final String text;
    private final Damage damage;

    private GlobWalk(Volume volume, String text, Damage damage) {
        this.volume = volume;
        this.text = text;
        this.damage = damage;
    }

    /**
     * {@return the files that a typed path means, by their bytes; none if nothing matches}
     *
     * @param volume where to look
     * @param typed the path as a user typed it, with or without patterns
     * @param follow whether a symlink at the end is followed
     * @param damage hears of the directories that cannot be read to their ends
     * @throws FileSystemException if more than 262,144 files match
     */
    public static List<Located> expand(Volume volume, byte[] typed, boolean follow, Damage damage)
            throws IOException {
        GlobWalk walk = new GlobWalk(volume, FileName.of(typed).toString(), damage);
        List<Located> found = walk.expand(ImagePath.words(typed), typed, follow);
        found.sort(
                Comparator.comparing(located -> located.path().toBytes(), Arrays::compareUnsigned));
        return found;
    }

    /** The paths that lead to all matches of the words so far, and the literal names after them. */
    private List<Located> expand(List<byte[]> words, byte[] typed, boolean follow)
            throws IOException {
        List<List<List<FileName>>> ways = List.of(List.of());
        for (byte[] word : words) {
            List<List<List<FileName>>> longer = new ArrayList<>();
            for (List<List<FileName>> way : ways) {
                if (Glob.isPattern(word)) {
                    match(way, Glob.of(word), longer);
                } else {
                    longer.add(plus(way, FileName.readings(word)));
                }
            }
            ways = longer;
        }
        boolean mustBeDirectory = typed.length > 0 && typed[typed.length - 1] == '/';
        boolean areThere = Glob.isPattern(words.getLast()) && !mustBeDirectory;
        List<Located> found = new ArrayList<>();
        for (List<List<FileName>> way : ways) {
            ImagePath path = new ImagePath(text, way, true, mustBeDirectory);
            try {
                found.add(follow ? path.locate(volume) : path.locateNoFollow(volume));
            } catch (FileSystemException e) {
                if (areThere) {
                    damage.lost(at(way), e); // a symlink that leads nowhere
                }
            } catch (IOException e) {
                damage.lost(at(way), e);
            }
        }
        return found;
    }

    private static Damage.At at(List<List<FileName>> way) {
        TreePath path = TreePath.ROOT;
        for (List<FileName> readings : way) {
            path = path.child(readings.getFirst());
        }
        return new Damage.At(path);
    }

    private void match(List<List<FileName>> way, Glob glob, List<List<List<FileName>>> longer)
            throws IOException {
        Located directory;
        try {
            directory = new ImagePath(text, way, true, false).locate(volume);
        } catch (FileSystemException _) {
            return; // nothing is there, so nothing matches
        } catch (IOException e) {
            damage.lost(at(way), e);
            return;
        }
        if (directory.inode().isDirectory()) {
            match(way, directory, glob, longer);
        }
    }

    private void match(
            List<List<FileName>> way,
            Located directory,
            Glob glob,
            List<List<List<FileName>>> longer)
            throws IOException {
        try {
            DirectoryEntries entries =
                    new DirectoryEntries(
                            directory.path(), directory.inode(), TreeWalk.Order.DIRECTORY, damage);
            for (Optional<TreeEntry> entry = entries.next();
                    entry.isPresent();
                    entry = entries.next()) {
                FileName name = entry.get().name();
                if (glob.matchesUnhidden(name)) {
                    if (longer.size() == MOST_MATCHES) {
                        throw new FileSystemException(
                                text, null, "more than " + MOST_MATCHES + " files match");
                    }
                    longer.add(plus(way, List.of(name)));
                }
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            damage.lost(new Damage.At(directory.path()), e);
        }
    }

    private static List<List<FileName>> plus(List<List<FileName>> way, List<FileName> readings) {
        List<List<FileName>> longer = new ArrayList<>(way);
        longer.add(readings);
        return longer;
    }
}
