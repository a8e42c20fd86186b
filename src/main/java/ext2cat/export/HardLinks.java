// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first names of files that have more than one. A file is forgotten when all its names were
 * met. When there are too many to be kept, further ones are not told apart from files of one name.
 */
final class HardLinks {

    /** In the order of 30 MiB. */
    private static final int MAX_FILES = 1 << 17;

    private static final class First {
        private final TreePath path;
        private int namesLeft;

        First(TreePath path, int namesLeft) {
            this.path = path;
            this.namesLeft = namesLeft;
        }
    }

    private final Map<Long, First> firstNames = new HashMap<>();

    /** The name by which the file was met before, or nothing if this is the first one. */
    Optional<TreePath> firstName(TreePath path, Inode inode) {
        int links = inode.disk().links();
        if (links < 2) {
            return Optional.empty();
        }
        First first = firstNames.get(inode.number());
        if (first == null) {
            if (firstNames.size() < MAX_FILES) {
                firstNames.put(inode.number(), new First(path, links - 1));
            }
            return Optional.empty();
        }
        if (first.path.equals(path)) {
            return Optional.empty(); // asked for twice
        }
        if (--first.namesLeft == 0) {
            firstNames.remove(inode.number());
        }
        return Optional.of(first.path);
    }
}
