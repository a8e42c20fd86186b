// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.extract.NativeFiles.Identity;
import ext2cat.host.Errno;
import ext2cat.host.SystemCallException;

import java.util.ArrayList;
import java.util.List;

/**
 * The directories of the host from the one that is extracted to down to the one at hand, open. Of a
 * long way only the last part is open; a directory higher up is opened again by {@code ..} when it
 * is come back to, and must be the one that it was.
 */
final class OpenDirectories implements AutoCloseable {

    /** Enough for all but hostile trees, and less than any system lets a program open. */
    private static final int MAX_OPEN = 128;

    private static final byte[] PARENT = {'.', '.'};

    /** A directory; closed if {@code descriptor} is negative, and then its identity is known. */
    private static final class Level {
        private int descriptor;
        private Identity identity;

        Level(int descriptor) {
            this.descriptor = descriptor;
        }
    }

    private final NativeFiles files;
    private final List<Level> levels = new ArrayList<>();

    /**
     * @param top the descriptor of the first; from now on it belongs to this object
     */
    OpenDirectories(NativeFiles files, int top) {
        this.files = files;
        levels.add(new Level(top));
    }

    /** How many directories lie above the one at hand. */
    int depth() {
        return levels.size() - 1;
    }

    /** The descriptor of the directory at hand. */
    int current() {
        return levels.getLast().descriptor;
    }

    /** Opens a directory in the one at hand, which it then is. */
    void enter(byte[] name) throws SystemCallException {
        int far = levels.size() - MAX_OPEN;
        // The first one stays open: hard links are found from there.
        if (far > 0 && levels.get(far).descriptor >= 0) {
            Level level = levels.get(far);
            level.identity = files.identity(level.descriptor);
            files.close(level.descriptor);
            level.descriptor = -1;
        }
        levels.add(new Level(files.openDirectory(current(), name)));
    }

    /** Makes sure that the directory above is open: from one without permissions no way leads. */
    void openParent() throws SystemCallException {
        Level parent = levels.get(levels.size() - 2);
        if (parent.descriptor >= 0) {
            return;
        }
        int descriptor = files.openDirectory(current(), PARENT);
        boolean isSame = false;
        try {
            isSame = files.identity(descriptor).isSameFile(parent.identity);
        } finally {
            if (!isSame) {
                files.close(descriptor);
            }
        }
        if (!isSame) {
            throw new SystemCallException(
                    Errno.ENOENT, "a directory was moved while it was filled");
        }
        parent.descriptor = descriptor;
    }

    /** Closes the directory at hand and goes back to the one above. */
    void leave() throws SystemCallException {
        openParent();
        files.close(levels.removeLast().descriptor);
    }

    /**
     * Opens a directory by the names that lead to it from the first one, only to name files in it:
     * it may be one that nobody may list any more.
     *
     * @return a descriptor, for the caller to close
     */
    int open(List<byte[]> names) throws SystemCallException {
        int at = files.openDirectoryPath(levels.getFirst().descriptor, new byte[] {'.'});
        for (byte[] name : names) {
            int above = at;
            try {
                at = files.openDirectoryPath(above, name);
            } finally {
                files.close(above);
            }
        }
        return at;
    }

    @Override
    public void close() throws SystemCallException {
        for (Level level : levels) {
            if (level.descriptor >= 0) {
                files.close(level.descriptor);
            }
        }
        levels.clear();
    }
}
