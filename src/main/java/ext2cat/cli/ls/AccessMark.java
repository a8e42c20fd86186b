// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.disk.Xattr;
import ext2cat.volume.Inode;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.util.List;

/** What {@code ls -l} shows after the permissions where they are not all that decides. */
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
        AccessMark mark = of(Xattrs.inInode(inode));
        return mark == ACL ? mark : higher(mark, of(Xattrs.inBlock(inode)));
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
