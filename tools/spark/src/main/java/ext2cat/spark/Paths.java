// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The paths of all inodes of a file system, in the order of a walk. */
final class Paths {

    private final Map<Long, List<UTF8String>> ofInode = new HashMap<>();
    private final List<IOException> damage = new ArrayList<>();

    private Paths() {}

    static Paths of(Volume volume) throws IOException {
        Paths paths = new Paths();
        new TreeWalk(volume, TreeWalk.Order.DIRECTORY, paths.new Collector())
                .walk(TreePath.ROOT, volume.root());
        return paths;
    }

    List<UTF8String> of(long inode) {
        return ofInode.getOrDefault(inode, List.of());
    }

    /** What the walk could not read. */
    List<IOException> damage() {
        return damage;
    }

    private final class Collector implements TreeWalk.EntryVisitor {
        @Override
        public boolean visit(TreeEntry entry) {
            ofInode.computeIfAbsent(entry.number(), _ -> new ArrayList<>(1))
                    .add(UTF8String.fromString(entry.path().toString()));
            return true;
        }

        @Override
        public void damage(TreePath path, IOException thrown) {
            damage.add(new IOException(path + ": " + thrown.getMessage(), thrown));
        }
    }
}
