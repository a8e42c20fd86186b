// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * A file that a {@link TreeWalk} came upon, of which no more is read than is asked for: a directory
 * entry tells the name, the number and, in an image with {@code filetype}, the type; for the rest
 * the inode is read, once.
 */
public final class TreeEntry {

    private final Volume volume;
    private final TreePath directory;
    private final FileName name;
    private final long number;
    private final FileType typeInDirectory;
    private @Nullable TreePath path;
    private @Nullable Inode inode;
    private @Nullable IOException failure;

    /**
     * An entry of a directory.
     *
     * @param volume the file system
     * @param directory the place of the directory
     * @param name the last name of the file's path
     * @param number the inode's number
     * @param type the type of the file, or {@code UNKNOWN} if its inode is to be asked
     */
    public TreeEntry(Volume volume, TreePath directory, FileName name, long number, FileType type) {
        this.volume = volume;
        this.directory = directory;
        this.name = name;
        this.number = number;
        this.typeInDirectory = type;
    }

    /**
     * A file that was read already.
     *
     * @param path its place
     * @param inode the file
     */
    public TreeEntry(TreePath path, Inode inode) {
        this(inode.volume(), path.parent(), path.name(), inode.number(), inode.type());
        this.path = path;
        this.inode = inode;
    }

    /** {@return the place of the directory that has the entry; the root's own is the root} */
    public TreePath directory() {
        return directory;
    }

    /** {@return the last name of the path; that of the root is empty} */
    public FileName name() {
        return name;
    }

    /** {@return the place of the file} */
    public TreePath path() {
        if (path == null) {
            path = directory.child(name);
        }
        return path;
    }

    /** {@return how many names lead to it: 0 for the root} */
    public int depth() {
        return path != null ? path.depth() : directory.depth() + 1;
    }

    /** {@return the inode's number} */
    public long number() {
        return number;
    }

    /**
     * {@return the type of the file: that of its inode, which was asked for it if the directory
     * tells types}
     *
     * @throws IOException as {@link #inode}
     */
    public FileType type() throws IOException {
        return inode == null && typeInDirectory != FileType.UNKNOWN
                ? typeInDirectory
                : inode().type();
    }

    /**
     * {@return the file}
     *
     * @throws IOException if it cannot be read or is not in use; a visitor lets it pass, and the
     *     walk reports it as damage and goes on
     */
    public Inode inode() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (inode == null) {
            try {
                Inode read = volume.inode(number);
                read.verifyInUse();
                inode = read;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
        return inode;
    }

    /** {@return whether {@link #inode} was called and failed} */
    public boolean isUnreadable() {
        return failure != null;
    }

    /**
     * {@return whether this was thrown by {@link #inode}}
     *
     * @param thrown an exception that a visitor threw
     */
    public boolean failedWith(IOException thrown) {
        return thrown == failure;
    }

    /** The place of the file, safe to show. */
    @Override
    public String toString() {
        return path().toString();
    }
}
