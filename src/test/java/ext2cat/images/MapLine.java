// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

/** A step of a block map, in the order in which the file is read. */
public sealed interface MapLine {

    /** {@code countBlocks} file blocks from {@code fileBlock} on lie from {@code diskBlock} on. */
    record Data(long fileBlock, long diskBlock, long countBlocks) implements MapLine {}

    /**
     * An indirect block.
     *
     * @param level 1 for single, 2 for double, 3 for triple
     * @param fileBlock the first file block that it covers
     * @param diskBlock where it lies
     */
    record Table(int level, long fileBlock, long diskBlock) implements MapLine {}
}
