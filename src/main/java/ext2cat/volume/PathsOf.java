// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.Superblock;
import ext2cat.map.NumberSet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All paths that lead to some inodes (debugfs ncheck), found in one walk through the tree. The walk
 * ends as soon as each inode was found as often as it has links, a directory once.
 */
public final class PathsOf implements TreeWalk.EntryVisitor {

    private final SequencedMap<Long, List<TreePath>> found = new TreeMap<>();
    private final NumberSet complete = new NumberSet();
    private final Damage damage;
    private final TreeWalk walk;
    private long missing;

    private PathsOf(Volume volume, Collection<Inode> inodes, Damage damage) {
        this.damage = damage;
        this.walk = new TreeWalk(volume, TreeWalk.Order.DIRECTORY, this);
        for (Inode inode : inodes) {
            boolean fresh = found.put(inode.number(), new ArrayList<>()) == null;
            if (fresh && !inode.disk().isDeleted()) {
                missing++;
            }
        }
    }

    /**
     * Looks for the paths of some inodes.
     *
     * @param volume the file system
     * @param inodes as many as the caller can hold; no path leads to one that is deleted
     * @param damage hears of the directories that cannot be read
     * @return for each the paths in the order of the walk; none for one that has no name
     * @throws IOException what {@code damage} throws
     */
    public static SequencedMap<Long, List<TreePath>> of(
            Volume volume, Collection<Inode> inodes, Damage damage) throws IOException {
        PathsOf paths = new PathsOf(volume, inodes, damage);
        if (paths.missing > 0) {
            paths.walk.walk(TreePath.ROOT, volume.inode(Superblock.ROOT_INODE));
        }
        return paths.found;
    }

    @Override
    public boolean visit(TreeEntry entry) throws IOException {
        List<TreePath> paths = found.get(entry.number());
        if (paths != null && !complete.contains(entry.number())) {
            Inode inode = entry.inode();
            paths.add(entry.path());
            int most = inode.isDirectory() ? 1 : inode.disk().links();
            if (paths.size() >= most) {
                complete.add(entry.number());
                missing--;
            }
        }
        if (missing == 0) {
            walk.end();
            return false;
        }
        return true;
    }

    @Override
    public void damage(TreePath path, IOException thrown) throws IOException {
        damage.lost(new Damage.At(path), thrown);
    }
}
