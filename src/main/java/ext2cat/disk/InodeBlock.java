// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * A block that an inode names beside its map. With those of the map, data and indirect ones, they
 * are all blocks of the inode, and i_blocks counts them.
 *
 * @param kind what it holds
 * @param diskBlock its number as it is stored, so perhaps outside of the file system
 */
public record InodeBlock(Kind kind, long diskBlock) {

    /** What such a block holds. */
    public enum Kind {
        /** Extended attributes, which several inodes may share (i_file_acl). */
        ATTRIBUTES("extended attributes"),
        /**
         * The passive translator of an inode of the Hurd: the words of a command (i_translator).
         */
        TRANSLATOR("translator");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** {@return what people call it} */
        public String label() {
            return label;
        }
    }
}
