// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.disk.Xattr;
import ext2cat.disk.XattrNamespace;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The extended attributes of the namespace {@code user}, by their names without it. */
record UserXattrs(Ext2Path path, LinkOption... options) implements UserDefinedFileAttributeView {

    /** All of them; a name that is not UTF-8 is spelled as {@link PathText} says. */
    static Map<String, byte[]> of(Inode inode) throws IOException {
        Map<String, byte[]> values = new LinkedHashMap<>();
        for (Xattr xattr : inode.xattrs()) {
            if (XattrNamespace.of(xattr.nameIndex()).equals(Optional.of(XattrNamespace.USER))) {
                values.put(PathText.of(xattr.name().toBytes()), xattr.value());
            }
        }
        return values;
    }

    private Map<String, byte[]> all() throws IOException {
        Inode inode = path.fileSystem().inode(path, options);
        return path.fileSystem().reading(() -> of(inode));
    }

    private byte[] value(String attribute) throws IOException {
        byte[] value = all().get(attribute);
        if (value == null) {
            throw new NoSuchFileException(
                    path.toString(), null, "it has no attribute user." + attribute);
        }
        return value;
    }

    @Override
    public String name() {
        return "user";
    }

    @Override
    public List<String> list() throws IOException {
        return List.copyOf(all().keySet());
    }

    @Override
    public int size(String name) throws IOException {
        return value(name).length;
    }

    @Override
    public int read(String name, ByteBuffer target) throws IOException {
        byte[] value = value(name);
        if (value.length > target.remaining()) {
            throw new IOException(
                    "%s: user.%s has %d bytes, and the buffer room for %d"
                            .formatted(path, name, value.length, target.remaining()));
        }
        target.put(value);
        return value.length;
    }

    @Override
    public int write(String name, ByteBuffer source) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(String name) {
        throw new ReadOnlyFileSystemException();
    }
}
