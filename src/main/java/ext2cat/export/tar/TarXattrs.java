// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.Xattr;
import ext2cat.disk.XattrNamespace;
import ext2cat.disk.xattr.PosixAcl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Extended attributes as records. */
final class TarXattrs {

    private static final String XATTR = "SCHILY.xattr.";
    private static final String ACCESS_ACL = "SCHILY.acl.access";
    private static final String DEFAULT_ACL = "SCHILY.acl.default";

    private static final byte[] EQUALS = {'%', '3', 'D'};
    private static final byte[] PERCENT = {'%', '2', '5'};

    private TarXattrs() {}

    /**
     * Adds the record of an attribute. One of a namespace that has no name, which Linux does not
     * list, is left out.
     *
     * @param inode whose it is, for messages
     * @throws CorruptImageException if it is an access list that makes no sense, or has a name that
     *     no attribute can have: readers end it, or the whole archive, at the NUL
     */
    static void add(PaxRecords records, Xattr xattr, long inode) throws CorruptImageException {
        Optional<XattrNamespace> namespace = XattrNamespace.of(xattr.nameIndex());
        if (namespace.isEmpty()) {
            return;
        }
        String prefix = namespace.get().prefix();
        switch (namespace.get()) {
            case POSIX_ACL_ACCESS -> records.add(ACCESS_ACL, acl(xattr, inode, prefix));
            case POSIX_ACL_DEFAULT -> records.add(DEFAULT_ACL, acl(xattr, inode, prefix));
            default -> addNamed(records, prefix, xattr, inode);
        }
    }

    private static void addNamed(PaxRecords records, String prefix, Xattr xattr, long inode)
            throws CorruptImageException {
        byte[] name = xattr.name().toBytes();
        for (byte b : name) {
            if (b == 0) {
                throw new CorruptImageException(
                        "inode %d, extended attribute %s: no attribute can have this name"
                                .formatted(inode, xattr.fullName()));
            }
        }
        records.add(key(prefix, name), xattr.value());
    }

    private static String acl(Xattr xattr, long inode, String name) throws CorruptImageException {
        return PosixAcl.decode(xattr.value(), "inode " + inode + ", " + name).toString();
    }

    /**
     * With {@code =}, which would end a key, spelled as GNU tar does, and {@code %} where GNU tar
     * would take it for such a spelling. Nobody else takes them back, so no more is spelled.
     */
    private static byte[] key(String prefix, byte[] name) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes((XATTR + prefix).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < name.length; i++) {
            if (name[i] == '=') {
                key.writeBytes(EQUALS);
            } else if (isAt(i, name, EQUALS) || isAt(i, name, PERCENT)) {
                key.writeBytes(PERCENT);
            } else {
                key.write(name[i]);
            }
        }
        return key.toByteArray();
    }

    private static boolean isAt(int at, byte[] name, byte[] spelling) {
        return name.length - at >= spelling.length
                && Arrays.equals(name, at, at + spelling.length, spelling, 0, spelling.length);
    }
}
