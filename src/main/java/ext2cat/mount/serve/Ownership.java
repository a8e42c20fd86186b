// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Whose the files of a mount are, where that is not what the image says.
 *
 * @param uid the owner of all files
 * @param gid the group of all files
 * @param umask which permissions nobody has; everybody has the others, whatever the image says
 */
public record Ownership(OptionalLong uid, OptionalLong gid, OptionalInt umask) {

    /** As the image says. */
    public static final Ownership STORED =
            new Ownership(OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());

    private static final int ALL_PERMISSIONS = 0777;
    private static final int S_IFMT = 0170000;

    /** The mode of a file of which the image says this one. */
    int mode(int stored) {
        return umask.isPresent() ? stored & S_IFMT | ALL_PERMISSIONS & ~umask.getAsInt() : stored;
    }
}
