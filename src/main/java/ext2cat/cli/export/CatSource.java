// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.mpage.Contents;
import ext2cat.volume.Inode;

import java.io.IOException;

/** What is written of a file that has blocks that cannot be read. */
interface CatSource {

    /** All before the first such block, which is an error. */
    CatSource WHOLE = new CatSource() {};

    /**
     * The contents to be written.
     *
     * @throws IOException if there is nothing to write
     */
    default Contents open(Inode file) throws IOException {
        return file.contents();
    }

    /** The file that was opened last was written; {@code label} is what messages call it. */
    default void written(String label) {}
}
