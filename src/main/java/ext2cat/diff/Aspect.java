// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import java.util.Locale;

/** Something in which files may differ, and that need not matter. */
public enum Aspect {
    /** Permissions. */
    MODE,
    /** User and group. */
    OWNER,
    /** Extended attributes. */
    XATTRS,
    /** Which names are hard links of which. */
    LINKS;

    /** As it is given on a command line, e.g. {@code mode}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
