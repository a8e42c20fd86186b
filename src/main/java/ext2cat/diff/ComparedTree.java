// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.volume.path.ImagePath;

import java.io.IOException;

/** One of the two things that are compared. */
public interface ComparedTree {

    /** Whether all extended attributes are known, or only those of users. */
    boolean knowsAllXattrs();

    /**
     * The file that a path leads to; a symbolic link at its end is the answer.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    ComparedFile file(ImagePath path) throws IOException;
}
