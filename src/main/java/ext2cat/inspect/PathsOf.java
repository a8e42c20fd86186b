// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.block.NumberSet;
import ext2cat.disk.Superblock;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

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
public final class PathsOf implements TreeWalk.Visitor {

    /** All is found: no fault, but what ends the walk. */
    private static final class AllFound extends IOException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private final SequencedMap<Long, List<TreePath>> found = new TreeMap<>();
    private final NumberSet complete = new NumberSet();
    private final Damage damage;
    private long missing;

    private PathsOf(Collection<Inode> inodes, Damage damage) {
        this.damage = damage;
        for (Inode inode : inodes) {
            boolean fresh = found.put(inode.number(), new ArrayList<>()) == null;
            if (fresh && inode.disk().links() > 0) {
                missing++;
            }
        }
    }

    /**
     * Looks for the paths of some inodes.
     *
     * @param inodes as many as the caller can hold; no path leads to one without links
     * @return for each the paths in the order of the walk; none for one that has no name
     */
    public static SequencedMap<Long, List<TreePath>> of(
            Volume volume, Collection<Inode> inodes, Damage damage) throws IOException {
        PathsOf paths = new PathsOf(inodes, damage);
        if (paths.missing > 0) {
            try {
                new TreeWalk(volume, TreeWalk.Order.DIRECTORY, paths)
                        .walk(TreePath.ROOT, volume.inode(Superblock.ROOT_INODE));
            } catch (AllFound _) {
                // There is nothing more to look for.
            }
        }
        return paths.found;
    }

    @Override
    public boolean visit(TreePath path, Inode inode) throws IOException {
        List<TreePath> paths = found.get(inode.number());
        if (paths != null && !complete.contains(inode.number())) {
            paths.add(path);
            int most = inode.isDirectory() ? 1 : inode.disk().links();
            if (paths.size() >= most) {
                complete.add(inode.number());
                missing--;
            }
        }
        if (missing == 0) {
            throw new AllFound();
        }
        return true;
    }

    @Override
    public void damage(TreePath path, IOException thrown) throws IOException {
        damage.tell(thrown);
    }
}
