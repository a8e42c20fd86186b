// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.InodeTime;
import ext2cat.disk.Xattr;
import ext2cat.volume.Inode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attributes that have names: {@code posix:owner}, {@code unix:ino}, {@code ext2:flags}. */
final class AttributeTable {

    static final Set<String> VIEWS = Set.of("basic", "owner", "posix", "unix", "user", "ext2");

    /** How an attribute is taken from an inode. */
    private interface Value {
        @Nullable Object of(Inode inode) throws IOException;
    }

    private final Map<String, Map<String, Value>> views = new HashMap<>();

    AttributeTable() {
        Map<String, Value> basic = basic();
        Map<String, Value> owner = Map.of("owner", inode -> new InodeAttributes(inode).owner());
        Map<String, Value> posix = new LinkedHashMap<>(basic);
        posix.putAll(owner);
        posix.put("group", inode -> new InodeAttributes(inode).group());
        posix.put("permissions", Inode::permissions);
        Map<String, Value> unix = new LinkedHashMap<>(posix);
        unix.putAll(unix());
        views.put("basic", basic);
        views.put("owner", owner);
        views.put("posix", posix);
        views.put("unix", unix);
        views.put("ext2", ext2());
    }

    private static Map<String, Value> basic() {
        Map<String, Value> basic = new LinkedHashMap<>();
        basic.put("lastModifiedTime", inode -> new InodeAttributes(inode).lastModifiedTime());
        basic.put("lastAccessTime", inode -> new InodeAttributes(inode).lastAccessTime());
        basic.put("creationTime", inode -> new InodeAttributes(inode).creationTime());
        basic.put("size", Inode::sizeBytes);
        basic.put("isRegularFile", inode -> new InodeAttributes(inode).isRegularFile());
        basic.put("isDirectory", Inode::isDirectory);
        basic.put("isSymbolicLink", inode -> new InodeAttributes(inode).isSymbolicLink());
        basic.put("isOther", inode -> new InodeAttributes(inode).isOther());
        basic.put("fileKey", inode -> new InodeAttributes(inode).fileKey());
        return basic;
    }

    /** Of the types that the JDK's own file system on Linux gives. */
    private static Map<String, Value> unix() {
        Map<String, Value> unix = new LinkedHashMap<>();
        unix.put("mode", inode -> inode.disk().mode());
        unix.put("ino", Inode::number);
        unix.put("dev", _ -> 0L); // the image lies on no device
        unix.put("rdev", AttributeTable::deviceNumber);
        unix.put("nlink", inode -> inode.disk().links());
        unix.put("uid", inode -> (int) inode.owner()); // 32 bits
        unix.put("gid", inode -> (int) inode.group());
        unix.put("ctime", inode -> FileTime.from(inode.changeTime()));
        return unix;
    }

    private static long deviceNumber(Inode inode) {
        boolean isDevice =
                inode.type() == FileType.CHARACTER_DEVICE || inode.type() == FileType.BLOCK_DEVICE;
        return isDevice ? inode.disk().deviceNumber().toSystemCall() : 0;
    }

    private static Map<String, Value> ext2() {
        Map<String, Value> ext2 = new LinkedHashMap<>();
        ext2.put("flags", inode -> InodeFlag.in(inode.disk().flagBits()));
        ext2.put("flagBits", inode -> inode.disk().flagBits());
        ext2.put("generation", inode -> inode.disk().generation());
        ext2.put("version", inode -> inode.disk().version());
        ext2.put("project", inode -> inode.disk().projectId().orElse(null));
        ext2.put("blocks", inode -> inode.disk().allocatedSectors());
        ext2.put("crtime", AttributeTable::creationTime);
        ext2.put("extents", FileRuns::of);
        ext2.put("xattrs", AttributeTable::xattrs);
        return ext2;
    }

    private static @Nullable FileTime creationTime(Inode inode) {
        Instant stored = inode.disk().times().stored(InodeTime.CRTIME).orElse(null);
        return stored == null ? null : FileTime.from(stored);
    }

    private static Map<String, byte[]> xattrs(Inode inode) throws IOException {
        Map<String, byte[]> values = new LinkedHashMap<>();
        for (Xattr xattr : inode.xattrs()) {
            values.put(xattr.fullName(), xattr.value());
        }
        return values;
    }

    /**
     * Reads attributes by name.
     *
     * @param asked {@code VIEW:NAME,NAME}, where {@code *} stands for all and the view may be left
     *     out if it is {@code basic}
     * @throws UnsupportedOperationException if there is no such view
     * @throws IllegalArgumentException if the view has no such attribute
     * @throws IOException if what an attribute says cannot be read
     */
    Map<String, @Nullable Object> read(Inode inode, String asked) throws IOException {
        int colon = asked.indexOf(':');
        String view = colon < 0 ? "basic" : asked.substring(0, colon);
        List<String> names = List.of(asked.substring(colon + 1).split(",", -1));
        Map<String, Value> values = view.equals("user") ? user(inode) : views.get(view);
        if (values == null) {
            throw new UnsupportedOperationException(
                    "'%s' is none of the views %s".formatted(view, VIEWS));
        }
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        for (String name : names.contains("*") ? values.keySet() : names) {
            Value value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException(
                        "'%s' is no attribute of the view %s".formatted(name, view));
            }
            read.put(name, value.of(inode));
        }
        return read;
    }

    private static Map<String, Value> user(Inode inode) throws IOException {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> xattr : UserXattrs.of(inode).entrySet()) {
            values.put(xattr.getKey(), _ -> xattr.getValue());
        }
        return values;
    }
}
