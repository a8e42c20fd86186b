// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.Superblock;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The paths that lead to some inodes (debugfs ncheck), found in one walk through the tree. The walk
 * ends as soon as each inode was found as often as is wanted.
 */
public final class PathsOf implements TreeWalk.EntryVisitor {

    private final SequencedMap<Long, List<TreePath>> found = new TreeMap<>();
    private final Set<Long> wanted = new HashSet<>();
    private final boolean wantsAll;
    private final Damage damage;
    private final TreeWalk walk;

    private PathsOf(Volume volume, boolean wantsAll, Damage damage) {
        this.wantsAll = wantsAll;
        this.damage = damage;
        this.walk = new TreeWalk(volume, TreeWalk.Order.DIRECTORY, this);
    }

    /**
     * Looks for all paths of some inodes: as many of each as it has links, of a directory one.
     *
     * @param volume the file system
     * @param inodes as many as the caller can hold; no path leads to one that is deleted
     * @param damage hears of the directories that cannot be read
     * @return for each the paths in the order of the walk; none for one that has no name
     * @throws IOException what {@code damage} throws
     */
    public static SequencedMap<Long, List<TreePath>> of(
            Volume volume, Collection<Inode> inodes, Damage damage) throws IOException {
        PathsOf paths = new PathsOf(volume, true, damage);
        for (Inode inode : inodes) {
            paths.found.put(inode.number(), new ArrayList<>());
            if (!inode.disk().isDeleted()) {
                paths.wanted.add(inode.number());
            }
        }
        paths.search(volume);
        return paths.found;
    }

    /**
     * Looks for one path of each of some inodes, whatever is wrong with them.
     *
     * @param volume the file system
     * @param inodes their numbers, as many as the caller can hold
     * @param damage hears of the directories that cannot be read
     * @return for each the first path of the walk; those to which none leads are left out
     * @throws IOException what {@code damage} throws
     */
    public static Map<Long, TreePath> firstOf(Volume volume, Set<Long> inodes, Damage damage)
            throws IOException {
        PathsOf paths = new PathsOf(volume, false, damage);
        paths.wanted.addAll(inodes);
        paths.search(volume);
        Map<Long, TreePath> firsts = new HashMap<>();
        paths.found.forEach((inode, all) -> firsts.put(inode, all.getFirst()));
        return firsts;
    }

    private void search(Volume volume) throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        Inode root;
        try {
            root = volume.inode(Superblock.ROOT_INODE);
        } catch (IOException e) {
            damage(TreePath.ROOT, e);
            return;
        }
        walk.walk(TreePath.ROOT, root);
    }

    @Override
    public boolean visit(TreeEntry entry) throws IOException {
        if (wanted.contains(entry.number())) {
            List<TreePath> paths = found.computeIfAbsent(entry.number(), _ -> new ArrayList<>());
            int most = 1;
            if (wantsAll && !entry.inode().isDirectory()) {
                most = entry.inode().disk().links();
            }
            paths.add(entry.path());
            if (paths.size() >= most) {
                wanted.remove(entry.number());
            }
        }
        if (wanted.isEmpty()) {
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
