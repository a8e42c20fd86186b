// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.disk.FileType;
import ext2cat.volume.TreePath;

import java.util.HashMap;
import java.util.Map;

/**
 * The first names of files that have several, in the order of the walk. There is room for a number
 * of files; further ones are taken for files of one name.
 */
final class FirstNames {

    private static final int MAX_FILES = 1 << 17;

    private final Map<Object, TreePath> paths = new HashMap<>();

    /** The name by which a file was met first: this one, if it was not met before. */
    TreePath of(ComparedFile file, TreePath path) {
        if (file.links() < 2 || file.type() == FileType.DIRECTORY) {
            return path;
        }
        TreePath first = paths.get(file.identity());
        if (first == null && paths.size() < MAX_FILES) {
            paths.put(file.identity(), path);
        }
        return first == null ? path : first;
    }
}
