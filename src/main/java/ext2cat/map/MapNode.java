// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.mpage.Mapping;

/** A part of a map's tree: what is known of a run of file blocks. */
sealed interface MapNode permits MapNode.Index, MapNode.Leaf, NodeRef {

    /** The first file block that it covers. */
    long firstFileBlock();

    /** How many file blocks it covers, at least 1. */
    long blocks();

    /**
     * {@return whether it covers {@code fileBlock}}
     *
     * @param fileBlock a block of the file, from 0
     */
    default boolean covers(long fileBlock) {
        return fileBlock >= firstFileBlock() && fileBlock - firstFileBlock() < blocks();
    }

    /** A node that leads to others. Together they cover the file blocks that it covers. */
    non-sealed interface Index extends MapNode {

        /**
         * The part that covers {@code fileBlock}, or says that it is a hole: before the first node
         * that there is, that is this node.
         */
        MapNode child(long fileBlock);
    }

    /** A node that leads to data. */
    non-sealed interface Leaf extends MapNode {

        /**
         * What stands here of {@code fileBlock} and those after it; no pointer is judged.
         *
         * @param maxBlocks the largest count of the answer; it passes the end of the leaf never
         */
        Mapping at(long fileBlock, long maxBlocks);

        /** Whether whoever reads one entry of it takes all of them over. */
        default boolean isTakenWhole() {
            return false;
        }
    }

    /** A null pointer at any level: everything that it would lead to is a hole. */
    record Absent(long firstFileBlock, long blocks) implements Leaf {

        @Override
        public Mapping at(long fileBlock, long maxBlocks) {
            return new Mapping.Hole(Math.min(maxBlocks, blocks - (fileBlock - firstFileBlock)));
        }
    }
}
