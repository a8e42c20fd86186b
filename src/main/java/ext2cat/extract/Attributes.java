// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.host.Errno;
import ext2cat.host.SystemCallException;
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

    /** As an owner, -1 asks chown(2) to leave the owner as it is. */
    private static final long NO_OWNER = 0xFFFFFFFFL;

    private final NativeFiles files;
    private final NativeAttributes host;
    private final boolean owners;
    private final Losses losses;

    /**
     * @param owners whether owners are wanted; set-ID bits come only with them
     * @param losses where what cannot be set is counted
     */
    Attributes(NativeFiles files, boolean owners, Losses losses) {
        this.files = files;
        this.host = files.attributes();
        this.owners = owners;
        this.losses = losses;
    }

    /** Sets all of an open file or directory. */
    void setAll(int descriptor, Inode file, List<HostXattr> xattrs) throws SystemCallException {
        DiskInode disk = file.disk();
        boolean owned = setOwner(disk, () -> host.setOwner(descriptor, disk.uid(), disk.gid()));
        setXattrs(xattrs, xattr -> host.setXattr(descriptor, xattr.name(), xattr.value()));
        set(() -> host.setMode(descriptor, permissions(disk, owned)), losses::countMode);
        set(
                () ->
                        host.setTimes(
                                descriptor,
                                disk.times().of(InodeTime.ATIME),
                                disk.times().of(InodeTime.MTIME)),
                losses::countTimes);
    }

    /**
     * Sets all of a file that cannot be opened: a symbolic link, device, fifo or socket that is
     * there under a name.
     */
    void setAll(NewName newName, Inode file, List<HostXattr> xattrs) throws SystemCallException {
        DiskInode disk = file.disk();
        int descriptor = files.openPath(newName.directory(), newName.madeAs());
        try {
            if (FileType.ofMode(files.identity(descriptor).mode()) != file.type()) {
                throw new SystemCallException(
                        Errno.EEXIST, "another program put another file here");
            }
            if (newName.givesAcl()) {
                host.removeAclsOfPath(descriptor);
            }
            boolean owned =
                    setOwner(disk, () -> host.setOwnerOfPath(descriptor, disk.uid(), disk.gid()));
            setXattrs(
                    xattrs, xattr -> host.setXattrOfPath(descriptor, xattr.name(), xattr.value()));
            if (file.type() != FileType.SYMLINK) {
                set(
                        () -> host.setModeOfPath(descriptor, permissions(disk, owned)),
                        losses::countMode);
            }
        } finally {
            files.close(descriptor);
        }
        set(
                () ->
                        host.setTimes(
                                newName.directory(),
                                newName.madeAs(),
                                disk.times().of(InodeTime.ATIME),
                                disk.times().of(InodeTime.MTIME)),
                losses::countTimes);
    }

    /** Whether the file has the owner and the group that it should have. */
    private boolean setOwner(DiskInode inode, Setter setter) throws SystemCallException {
        if (!owners) {
            return false;
        }
        if (inode.uid() == NO_OWNER || inode.gid() == NO_OWNER) {
            losses.countOwner();
            return false;
        }
        return set(setter, losses::countOwner);
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
        // Of two with one name Linux takes the first.
        for (HostXattr xattr : xattrs.reversed()) {
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

    /** Sets something, or counts it as lost; whether it was set. */
    private static boolean set(Setter setter, Runnable loss) throws SystemCallException {
        try {
            setter.set();
            return true;
        } catch (SystemCallException e) {
            if (e.isLasting()) {
                throw e;
            }
            loss.run();
            return false;
        }
    }

    @FunctionalInterface
    private interface XattrSetter {
        void set(HostXattr xattr) throws SystemCallException;
    }

    @FunctionalInterface
    private interface Setter {
        void set() throws SystemCallException;
    }
}
