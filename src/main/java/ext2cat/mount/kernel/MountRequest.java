// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import java.nio.file.Path;

/**
 * What is to be mounted where.
 *
 * @param source what lists of mounts call it
 * @param directory the real path of the directory
 * @param allowOther whether others than the user who mounts may look at it
 * @param noExec whether programs in it cannot be run
 */
public record MountRequest(String source, Path directory, boolean allowOther, boolean noExec) {

    /** FUSE, and which kind, as lists of mounts call it. */
    static final String TYPE = "fuse.ext2cat";

    /** The part of the type that fusermount3 is told. */
    static final String SUBTYPE = "ext2cat";
}
