// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.Xattr;
import ext2cat.disk.XattrNamespace;
import ext2cat.disk.xattr.PosixAcl;
import ext2cat.export.ExportedFile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An extended attribute as setxattr(2) takes it.
 *
 * @param namespace what messages count it by, e.g. {@code security.*}
 * @param name its whole name, in bytes
 * @param value as the system call has it, which for an access list is not as it lies on disk
 */
record HostXattr(String namespace, byte[] name, byte[] value) {

    /** XATTR_NAME_MAX. */
    private static final int MAX_NAME_BYTES = 255;

    /**
     * The attributes of a file; one that makes no sense is told and left out.
     *
     * @param damage is told
     */
    static List<HostXattr> of(ExportedFile file, ExtractListener damage) throws IOException {
        List<HostXattr> all = new ArrayList<>();
        for (Xattr xattr : file.xattrs()) {
            try {
                all.add(of(xattr, file.inode().number()));
            } catch (CorruptImageException e) {
                damage.failed(file.path(), e);
            }
        }
        return all;
    }

    /**
     * An attribute of a file.
     *
     * @param inode the file's number, for messages
     * @throws CorruptImageException if it is an access list that makes no sense
     */
    private static HostXattr of(Xattr xattr, long inode) throws CorruptImageException {
        String prefix =
                XattrNamespace.of(xattr.nameIndex())
                        .map(XattrNamespace::prefix)
                        .orElse("unknown-" + xattr.nameIndex() + ".");
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        name.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
        name.writeBytes(xattr.name().toBytes());
        boolean isAcl = prefix.startsWith("system.posix_acl_");
        return new HostXattr(
                isAcl ? "system.posix_acl_*" : prefix.substring(0, prefix.indexOf('.')) + ".*",
                name.toByteArray(),
                isAcl
                        ? PosixAcl.decode(xattr.value(), "inode " + inode + ", " + prefix)
                                .toSystemCall()
                        : xattr.value());
    }

    /** Whether a name can be told to the host at all: a C string that is not too long. */
    boolean isNameable() {
        for (byte b : name) {
            if (b == 0) {
                return false;
            }
        }
        return name.length <= MAX_NAME_BYTES;
    }
}
