// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.dirent.DirentCursor;

import java.io.IOException;
import java.util.Optional;

/** The blocks of a directory, in the order of the file. */
sealed interface DirectoryBlocks permits MappedDirectory, InlineDirectory {

    /** What comes next in a directory. */
    enum Step {
        BLOCK,
        HOLE,
        END
    }

    /**
     * Goes to the next block, before whose first entry the cursor then stands, or past a hole.
     *
     * @throws IOException if a block cannot be read; the next call goes on after it
     */
    Step next(DirentCursor cursor) throws IOException;

    /** What is to be said of the hole that was passed. */
    CorruptImageException hole();

    /** The rest of the block at hand cannot be followed. */
    void blockIsDamaged();

    /** What is odd about the directory's size, if anything is. */
    Optional<CorruptImageException> sizeFlaw();
}
