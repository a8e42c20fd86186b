// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.FileName;
import ext2cat.export.ExportedFile;
import ext2cat.host.Errno;
import ext2cat.host.SystemCallException;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Makes the directories of a tree and knows which is the one at hand. A directory gets its
 * attributes when it is left: until then its owner may write there, and its times change.
 */
final class Directories implements AutoCloseable {

    /**
     * A directory on the way.
     *
     * @param ours whether it gets the attributes of the one in the image
     * @param handsDownAcl see {@link Directories#handsDownAcl}
     */
    private record Level(ExportedFile directory, boolean ours, boolean handsDownAcl) {}

    private final NativeFiles files;
    private final Attributes attributes;
    private final Losses losses;
    private final boolean overwrite;
    private final ExtractListener listener;
    private final OpenDirectories open;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final boolean topHandsDownAcl;

    /**
     * @param top the descriptor of the directory that stands for the image's root
     */
    Directories(
            NativeFiles files,
            int top,
            Attributes attributes,
            Losses losses,
            boolean overwrite,
            ExtractListener listener)
            throws SystemCallException {
        this.files = files;
        this.attributes = attributes;
        this.losses = losses;
        this.overwrite = overwrite;
        this.listener = listener;
        this.open = new OpenDirectories(files, top);
        this.topHandsDownAcl = files.attributes().hasDefaultAcl(top);
    }

    /** The descriptor of the directory at hand. */
    int current() {
        return open.current();
    }

    /** Whether what is made in the directory at hand gets an access list from it. */
    boolean handsDownAcl() {
        return levels.isEmpty() ? topHandsDownAcl : levels.peek().handsDownAcl();
    }

    /**
     * Opens the directory of a path by the names that lead there, only to name files in it; for the
     * caller to close.
     */
    int open(TreePath directory) throws SystemCallException {
        return open.open(directory.names().stream().map(FileName::toBytes).toList());
    }

    /** Says that the image has this for the directory that is there; before anything is entered. */
    void top(ExportedFile root, boolean ours) {
        levels.push(new Level(root, ours, topHandsDownAcl));
    }

    /**
     * Makes a directory in the one at hand, or takes one that is there, and enters it.
     *
     * @throws FileAlreadyExistsException if something else is there and may not be replaced
     */
    void enter(ExportedFile directory) throws FileSystemException {
        byte[] name = directory.path().name().toBytes();
        boolean isNew = isMade(name);
        try {
            open.enter(name);
        } catch (SystemCallException e) {
            if (!e.isNoDirectory()) {
                throw e;
            }
            if (!overwrite) {
                throw new FileAlreadyExistsException(
                        null, null, "is there already, and is not a directory");
            }
            files.unlink(open.current(), name);
            isNew = isMade(name);
            open.enter(name);
        }
        if (isNew && handsDownAcl()) {
            files.attributes().removeAcls(open.current());
        }
        boolean handsDownAcl = !isNew && files.attributes().hasDefaultAcl(open.current());
        levels.push(new Level(directory, isNew || overwrite, handsDownAcl));
    }

    private boolean isMade(byte[] name) throws SystemCallException {
        try {
            files.makeDirectory(open.current(), name);
            return true;
        } catch (SystemCallException e) {
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
            return false;
        }
    }

    /** Leaves all directories that have this depth or more. */
    void leaveFrom(int depth) throws IOException {
        while (open.depth() > 0 && open.depth() >= depth) {
            open.openParent();
            finish(levels.pop());
            open.leave();
        }
    }

    /** Leaves all directories. */
    void leaveAll() throws IOException {
        leaveFrom(0);
        while (!levels.isEmpty()) {
            finish(levels.pop());
        }
    }

    private void finish(Level level) throws IOException {
        if (!level.ours()) {
            return;
        }
        ExportedFile directory = level.directory();
        List<HostXattr> xattrs = HostXattr.of(directory, listener);
        long before = losses.ofManifest();
        try {
            attributes.setAll(open.current(), directory.inode(), xattrs);
        } catch (SystemCallException e) {
            if (e.isLasting()) {
                throw e;
            }
            listener.failed(directory.path(), e);
        }
        if (losses.ofManifest() > before) {
            listener.lacks(directory.path(), directory.inode());
        }
    }

    @Override
    public void close() throws SystemCallException {
        open.close();
    }
}
