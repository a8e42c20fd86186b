// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.volume.TreePath;

import java.io.IOException;

/**
 * Hears which part of an image is left out because it cannot be read or makes no sense. The rest of
 * the work is still done, so one image may have any number of such parts.
 */
@FunctionalInterface
public interface Damage {

    /**
     * A part is lost. What this throws ends the work.
     *
     * @param part what is left out
     * @param thrown why, in a sentence that names the inode, block or group
     * @throws IOException to end the work
     */
    void lost(Part part, IOException thrown) throws IOException;

    /** What is lost. */
    sealed interface Part {}

    /**
     * The file with that path, or something below it.
     *
     * @param path the place of the file
     */
    record At(TreePath path) implements Part {}

    /**
     * The descriptors or bitmaps of adjacent groups, the last one included.
     *
     * @param first the lowest number of them
     * @param last the highest number of them
     */
    record Groups(long first, long last) implements Part {}

    /**
     * Adjacent inodes, the last one included; of a single one perhaps only its map.
     *
     * @param first the lowest number of them
     * @param last the highest number of them
     */
    record Inodes(long first, long last) implements Part {

        /**
         * One inode.
         *
         * @param number the inode's number, from 1
         */
        public Inodes(long number) {
            this(number, number);
        }
    }
}
