// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * What is asked of the file of a path, read each time; nothing can be set.
 *
 * @param name {@code basic}, {@code owner} or {@code posix}
 */
record FileView(String name, Ext2Path path, LinkOption... options)
        implements PosixFileAttributeView {

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
        return new InodeAttributes(path.fileSystem().inode(path, options));
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
        return readAttributes().owner();
    }

    @Override
    public void setTimes(
            @Nullable FileTime lastModifiedTime,
            @Nullable FileTime lastAccessTime,
            @Nullable FileTime createTime) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setOwner(UserPrincipal owner) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setGroup(GroupPrincipal group) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) {
        throw new ReadOnlyFileSystemException();
    }
}
