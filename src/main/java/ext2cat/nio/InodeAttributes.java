// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** What an inode says, as POSIX has it. */
record InodeAttributes(Inode inode) implements PosixFileAttributes {

    /** What is equal for the names of one file, as long as the image is open. */
    private record Key(Volume volume, long number) {

        @Override
        public String toString() {
            return "(image=%s,ino=%d)".formatted(volume, number);
        }
    }

    @Override
    public FileTime lastModifiedTime() {
        return FileTime.from(inode.modifiedTime());
    }

    @Override
    public FileTime lastAccessTime() {
        return FileTime.from(inode.accessTime());
    }

    /** {@inheritDoc} Small inodes do not have it: then it is the time of the last change. */
    @Override
    public FileTime creationTime() {
        return FileTime.from(
                inode.disk().times().stored(InodeTime.CRTIME).orElse(inode.modifiedTime()));
    }

    @Override
    public boolean isRegularFile() {
        return inode.type() == FileType.REGULAR;
    }

    @Override
    public boolean isDirectory() {
        return inode.isDirectory();
    }

    @Override
    public boolean isSymbolicLink() {
        return inode.type() == FileType.SYMLINK;
    }

    @Override
    public boolean isOther() {
        return !isRegularFile() && !isDirectory() && !isSymbolicLink();
    }

    @Override
    public long size() {
        return inode.sizeBytes();
    }

    @Override
    public Object fileKey() {
        return new Key(inode.volume(), inode.number());
    }

    @Override
    public UserPrincipal owner() {
        return new NumericUser(inode.owner());
    }

    @Override
    public GroupPrincipal group() {
        return new NumericUser.Group(inode.group());
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        return inode.permissions();
    }
}
