// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import ext2cat.disk.FileName;
import ext2cat.volume.TreePath;

import java.util.Arrays;

/**
 * The names that files have in an archive: their paths without the leading slash, and with {@code
 * ./} before all of them if the whole tree is archived, as {@code tar -C MOUNT -c .} has them.
 */
final class TarNames {

    private static final byte[] DOT_SLASH = {'.', '/'};
    private static final byte[] NOTHING = {};

    /** GNU tar has the number of its process for the 0. */
    private static final FileName SPARSE_DIRECTORY = FileName.of("GNUSparseFile.0");

    private final byte[] start;
    private TreePath directory = TreePath.ROOT;
    private byte[] directoryName;

    /**
     * Names of one archive.
     *
     * @param dotSlash whether they begin with {@code ./}
     */
    TarNames(boolean dotSlash) {
        this.start = dotSlash ? DOT_SLASH : NOTHING;
        this.directoryName = start;
    }

    /** A file's name; that of the root is {@code ./}. */
    byte[] of(TreePath path) {
        if (path.isRoot()) {
            return DOT_SLASH;
        }
        return append(directoryName(path.parent()), path.name(), 0);
    }

    /** The name of a directory in the archive, which ends in a slash. */
    byte[] ofDirectory(TreePath path) {
        if (path.isRoot()) {
            return DOT_SLASH;
        }
        return slashed(directoryName(path.parent()), path.name());
    }

    /**
     * The name under which a file with holes is seen by programs that would take the list of its
     * runs for its contents: in a directory of its own, as GNU tar has it.
     */
    byte[] forThoseWhoKnowNoHoles(TreePath path) {
        byte[] directory = slashed(directoryName(path.parent()), SPARSE_DIRECTORY);
        return append(directory, path.name(), 0);
    }

    /** With its slash. That of the last directory is remembered, which holds the next file too. */
    private byte[] directoryName(TreePath path) {
        if (path != directory) {
            byte[] name = start;
            for (FileName part : path.names()) {
                name = slashed(name, part);
            }
            directory = path;
            directoryName = name;
        }
        return directoryName;
    }

    private static byte[] slashed(byte[] before, FileName name) {
        byte[] joined = append(before, name, 1);
        joined[joined.length - 1] = '/';
        return joined;
    }

    private static byte[] append(byte[] before, FileName name, int moreBytes) {
        byte[] part = name.toBytes();
        byte[] joined = Arrays.copyOf(before, before.length + part.length + moreBytes);
        System.arraycopy(part, 0, joined, before.length, part.length);
        return joined;
    }
}
