// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import java.io.IOException;

/** Takes what {@link FileMap#walk} finds. What it throws ends the walk. */
public interface MapVisitor {

    /** {@code blocks} file blocks from {@code fileBlock} on lie from {@code diskBlock} on. */
    void data(long fileBlock, long diskBlock, long blocks) throws IOException;

    /** Blocks that are the file's but read as zeros (an unwritten extent). */
    default void unwritten(long fileBlock, long diskBlock, long blocks) throws IOException {
        data(fileBlock, diskBlock, blocks);
    }

    /**
     * A block of the map itself, before what it leads to.
     *
     * @return whether to enter it
     */
    boolean node(NodeRef node) throws IOException;

    /** A part of the map makes no sense. */
    void damage(MapDamage damage) throws IOException;
}
