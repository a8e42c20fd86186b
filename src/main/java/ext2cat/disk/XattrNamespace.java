// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.util.Optional;

/** What e_name_index stands for: how the full name of an extended attribute begins. */
public enum XattrNamespace {
    /** 1. */
    USER(1, "user."),
    /** 2: a whole name. */
    POSIX_ACL_ACCESS(2, "system.posix_acl_access"),
    /** 3: a whole name. */
    POSIX_ACL_DEFAULT(3, "system.posix_acl_default"),
    /** 4. */
    TRUSTED(4, "trusted."),
    /** 5. */
    LUSTRE(5, "lustre."),
    /** 6. */
    SECURITY(6, "security."),
    /** 7. */
    SYSTEM(7, "system."),
    /** 8: a whole name. */
    RICHACL(8, "system.richacl"),
    /** 10. */
    HURD(10, "gnu.");

    private final int index;
    private final String prefix;

    XattrNamespace(int index, String prefix) {
        this.index = index;
        this.prefix = prefix;
    }

    /**
     * {@return the namespace with that e_name_index, if it has a name}
     *
     * @param index the e_name_index, 0 to 255
     */
    public static Optional<XattrNamespace> of(int index) {
        for (XattrNamespace namespace : values()) {
            if (namespace.index == index) {
                return Optional.of(namespace);
            }
        }
        return Optional.empty();
    }

    /** {@return the beginning of the full name, or all of it} */
    public String prefix() {
        return prefix;
    }
}
