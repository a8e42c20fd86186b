// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.Xattr;
import ext2cat.disk.XattrNamespace;
import ext2cat.disk.xattr.PosixAcl;
import ext2cat.volume.Inode;
import ext2cat.volume.walk.Xattrs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An extended attribute as a mount shows it, with the name that getxattr(2) takes. */
record ShownXattr(XattrNamespace namespace, byte[] name, Xattr stored) {

    /** Those that Linux has a handler for; the others are in the image, and nobody sees them. */
    private static final Set<XattrNamespace> SHOWN =
            EnumSet.of(
                    XattrNamespace.USER,
                    XattrNamespace.POSIX_ACL_ACCESS,
                    XattrNamespace.POSIX_ACL_DEFAULT,
                    XattrNamespace.TRUSTED,
                    XattrNamespace.SECURITY,
                    XattrNamespace.HURD);

    private static final long ROOT_USER = 0;

    /**
     * The attributes of a file, in stored order.
     *
     * @param uid who asks; only root sees the trusted ones
     * @throws CorruptImageException if some make no sense
     */
    static List<ShownXattr> of(Inode inode, long uid) throws IOException {
        List<ShownXattr> shown = new ArrayList<>();
        for (Xattr xattr : Xattrs.of(inode)) {
            XattrNamespace namespace = XattrNamespace.of(xattr.nameIndex()).orElse(null);
            boolean hidden = namespace == XattrNamespace.TRUSTED && uid != ROOT_USER;
            if (namespace != null && SHOWN.contains(namespace) && !hidden) {
                shown.add(new ShownXattr(namespace, name(namespace, xattr), xattr));
            }
        }
        return shown;
    }

    private static byte[] name(XattrNamespace namespace, Xattr xattr) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        name.writeBytes(namespace.prefix().getBytes(StandardCharsets.US_ASCII));
        name.writeBytes(xattr.name().toBytes());
        return name.toByteArray();
    }

    /**
     * The value as getxattr(2) gives it, which for an access list is not as it lies on disk.
     *
     * @throws CorruptImageException if it is an access list that makes no sense
     */
    byte[] value(long inode) throws CorruptImageException {
        return switch (namespace) {
            case POSIX_ACL_ACCESS, POSIX_ACL_DEFAULT ->
                    PosixAcl.decode(
                                    stored.value(),
                                    "inode %d, %s".formatted(inode, namespace.prefix()))
                            .toSystemCall();
            default -> stored.value();
        };
    }
}
