// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.disk.FileType;
import ext2cat.volume.TreePath;

import java.util.List;

/**
 * A file in which two trees differ.
 *
 * @param kind how
 * @param path where
 * @param type what it is, in the first tree if it is in both
 * @param changes what differs, if it is in both
 */
public record Difference(Kind kind, TreePath path, FileType type, List<Change> changes) {

    /** Keeps a list of its own. */
    public Difference {
        changes = List.copyOf(changes);
    }

    /** How a path differs. */
    public enum Kind {
        /** Only in the second tree. */
        ADDED,
        /** Only in the first tree. */
        REMOVED,
        /** In both, and not the same. */
        CHANGED
    }
}
