// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives files that were made what their inodes say of them: owner, extended attributes, mode and
 * times, in this order. A change of owner takes capabilities and set-ID bits away, and a change of
 * anything but the times changes the times.
 *
 * <p>What the host refuses is counted, and the rest is set all the same.
 */
final class Attributes {

    private static final int SET_ID_BITS = 06000;

    private final NativeFiles files;
    private final boolean owners;
    private final Losses losses = new Losses();

    /**
     * @param owners whether owners are wanted; set-ID bits come only with them
     */
    Attributes(NativeFiles files, boolean owners) {
        this.files = files;
        this.owners = owners;
    }

    Losses losses() {
        return losses;
    }

    /** Sets all of an open file or directory. */
    void setAll(int descriptor, Inode file, List<HostXattr> xattrs) throws SystemCallException {
        boolean owned = setOwner(descriptor, file.disk());
        setXattrs(xattrs, xattr -> files.setXattr(descriptor, xattr.name(), xattr.value()));
        files.setMode(descriptor, permissions(file.disk(), owned));
        setTimes(
                () ->
                        files.setTimes(
                                descriptor,
                                file.disk().accessTime(),
                                file.disk().modificationTime()));
    }

    /**
     * Sets all of a file that cannot be opened: a symbolic link, device, fifo or socket that is
     * there under a name.
     */
    void setAll(int directory, byte[] name, Inode file, List<HostXattr> xattrs)
            throws SystemCallException {
        int descriptor = files.openPath(directory, name);
        try {
            if (FileType.ofMode(files.identity(descriptor).mode()) != file.type()) {
                throw new SystemCallException(
                        SystemCallException.EEXIST, "another program put another file here");
            }
            boolean owned = setOwner(descriptor, file.disk());
            setXattrs(
                    xattrs, xattr -> files.setXattrOfPath(descriptor, xattr.name(), xattr.value()));
            if (file.type() != FileType.SYMLINK) {
                files.setModeOfPath(descriptor, permissions(file.disk(), owned));
            }
        } finally {
            files.close(descriptor);
        }
        setTimes(
                () ->
                        files.setTimes(
                                directory,
                                name,
                                file.disk().accessTime(),
                                file.disk().modificationTime()));
    }

    /** Whether the file has the owner and the group that it should have. */
    private boolean setOwner(int descriptor, DiskInode inode) throws SystemCallException {
        if (!owners) {
            return false;
        }
        try {
            files.setOwner(descriptor, inode.uid(), inode.gid());
            return true;
        } catch (SystemCallException e) {
            passOn(e);
            losses.countOwner();
            return false;
        }
    }

    private int permissions(DiskInode inode, boolean owned) {
        if (owned || (inode.permissions() & SET_ID_BITS) == 0) {
            return inode.permissions();
        }
        losses.countSetId();
        return inode.permissions() & ~SET_ID_BITS;
    }

    private void setXattrs(List<HostXattr> xattrs, XattrSetter setter) throws SystemCallException {
        Set<String> lost = new HashSet<>();
        for (HostXattr xattr : xattrs) {
            if (!xattr.isNameable()) {
                lost.add(xattr.namespace());
                continue;
            }
            try {
                setter.set(xattr);
            } catch (SystemCallException _) {
                // Not even "no space" is an error that lasts: attributes have room of their own.
                lost.add(xattr.namespace());
            }
        }
        lost.forEach(losses::countXattrs);
    }

    private void setTimes(TimeSetter setter) throws SystemCallException {
        try {
            setter.set();
        } catch (SystemCallException e) {
            passOn(e);
            losses.countTimes();
        }
    }

    private static void passOn(SystemCallException thrown) throws SystemCallException {
        if (thrown.isLasting()) {
            throw thrown;
        }
    }

    @FunctionalInterface
    private interface XattrSetter {
        void set(HostXattr xattr) throws SystemCallException;
    }

    @FunctionalInterface
    private interface TimeSetter {
        void set() throws SystemCallException;
    }
}
