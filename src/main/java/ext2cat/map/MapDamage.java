// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.disk.CorruptImageException;

import java.io.IOException;

/** Why a part of a map leads nowhere. What it covers is not known. */
public sealed interface MapDamage {

    /** {@return the part of the map that leads nowhere} */
    NodeRef ref();

    /**
     * {@return the sentence, as an exception}
     *
     * @param inode the inode's number
     */
    IOException thrown(long inode);

    /**
     * A block that does not exist.
     *
     * @param ref where the map names the block
     * @param range those that do
     */
    record Outside(NodeRef ref, BlockRange range) implements MapDamage {

        @Override
        public CorruptImageException thrown(long inode) {
            String what = ref.use().isData() ? "it points to" : said(ref);
            return new CorruptImageException(
                    "inode %d, file block %d: %s block %d, which is outside the file system (blocks %s)"
                            .formatted(inode, ref.firstFileBlock(), what, ref.diskBlock(), range));
        }
    }

    /**
     * A node that was passed before, in this map or in another.
     *
     * @param ref where the map names the node
     */
    record Again(NodeRef ref) implements MapDamage {

        @Override
        public CorruptImageException thrown(long inode) {
            return new CorruptImageException(
                    "inode %d, file block %d: %s block %d, which was passed before"
                            .formatted(inode, ref.firstFileBlock(), said(ref), ref.diskBlock()));
        }
    }

    /**
     * A node that cannot be read, or is none.
     *
     * @param ref where the map names the node
     * @param why what was thrown when it was read
     */
    record Unreadable(NodeRef ref, IOException why) implements MapDamage {

        @Override
        public IOException thrown(long inode) {
            return why;
        }
    }

    private static String said(NodeRef ref) {
        return "the " + ref.use() + " block is said to be";
    }
}
