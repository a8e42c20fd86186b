// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.bio.BlockUse;
import ext2cat.disk.DiskInode;
import ext2cat.disk.Xattr;
import ext2cat.disk.XattrReader;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.util.List;

/** What {@code ls -l} shows behind the permissions where they are not all that decides. */
enum AccessMark {
    /** Nothing. */
    NONE(' '),
    /** A label of SELinux. */
    LABEL('.'),
    /** An access control list, whatever else. */
    ACL('+'),
    /** Attributes that cannot be read. */
    UNKNOWN('?');

    private final char sign;

    AccessMark(char sign) {
        this.sign = sign;
    }

    /** The character. */
    char sign() {
        return sign;
    }

    /**
     * The mark of a file.
     *
     * @throws IOException if its attributes cannot be read
     */
    static AccessMark of(Inode inode) throws IOException {
        AccessMark mark = of(XattrReader.inInode(inode.disk()));
        return mark == ACL || inode.disk().fileAclBlock() == 0
                ? mark
                : higher(mark, of(inBlock(inode)));
    }

    private static List<Xattr> inBlock(Inode inode) throws IOException {
        DiskInode disk = inode.disk();
        return XattrReader.inBlock(
                inode.volume().cache().bread(disk.fileAclBlock(), BlockUse.XATTR, 0).data(),
                disk.fileAclBlock(),
                disk.number());
    }

    private static AccessMark of(List<Xattr> xattrs) {
        AccessMark mark = NONE;
        for (Xattr xattr : xattrs) {
            mark =
                    switch (xattr.fullName()) {
                        case "system.posix_acl_access", "system.posix_acl_default" -> ACL;
                        case "security.selinux" -> higher(mark, LABEL);
                        default -> mark;
                    };
        }
        return mark;
    }

    private static AccessMark higher(AccessMark one, AccessMark other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
