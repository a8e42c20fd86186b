// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import java.io.IOException;

/** Takes what {@link FileMap#walk} finds. What it throws ends the walk. */
public interface MapVisitor {

    /**
     * {@code blocks} file blocks from {@code fileBlock} on lie from {@code diskBlock} on.
     *
     * @param fileBlock the first block in the file
     * @param diskBlock the first block in the file system
     * @param blocks how many, at least 1
     * @throws IOException to end the walk
     */
    void data(long fileBlock, long diskBlock, long blocks) throws IOException;

    /**
     * Blocks that are the file's but read as zeros (an unwritten extent).
     *
     * @param fileBlock the first block in the file
     * @param diskBlock the first block in the file system
     * @param blocks how many, at least 1
     * @throws IOException to end the walk
     */
    default void unwritten(long fileBlock, long diskBlock, long blocks) throws IOException {
        data(fileBlock, diskBlock, blocks);
    }

    /**
     * A block of the map itself, before what it leads to.
     *
     * @param node the block, and where in the file it begins to map
     * @return whether to enter it
     * @throws IOException to end the walk
     */
    boolean node(NodeRef node) throws IOException;

    /**
     * A part of the map makes no sense.
     *
     * @param damage what makes no sense, and where
     * @throws IOException to end the walk
     */
    void damage(MapDamage damage) throws IOException;
}
