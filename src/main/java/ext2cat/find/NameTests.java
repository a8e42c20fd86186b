// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.disk.FileType;
import ext2cat.find.Expression.Test;
import ext2cat.volume.path.Glob;

/** Tests of names by shell patterns. */
final class NameTests {

    private NameTests() {}

    /** {@code -name}. */
    static Test name(Glob glob) {
        // The root has no name, but users know it by its path.
        return entry ->
                entry.depth() == 0 ? glob.matches(new byte[] {'/'}) : glob.matches(entry.name());
    }

    /** {@code -path}, in which a slash is like other bytes. */
    static Test path(Glob glob) {
        return entry -> glob.matches(entry.path().toBytes());
    }

    /** {@code -lname}: the target of a symlink. */
    static Test target(Glob glob) {
        return entry ->
                entry.type() == FileType.SYMLINK && glob.matches(entry.inode().symlinkTarget());
    }
}
