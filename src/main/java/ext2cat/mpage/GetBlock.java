// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import java.io.IOException;
import java.util.Optional;

/**
 * A file system's block mapper (get_block_t): where a file's blocks lie on disk. All that the page
 * readers know of a file system.
 */
@FunctionalInterface
public interface GetBlock {

    /**
     * Maps {@code fileBlock} and as many blocks behind it as one step can tell, reading indirect
     * blocks where it must.
     *
     * @param fileBlock a block of the file, counted from 0
     * @param maxBlocks how many blocks the caller can use, at least 1; the answer counts no more
     * @return where the blocks lie, or that they are a hole; its count is at least 1
     * @throws IOException if the map is damaged or cannot be read
     */
    Mapping getBlock(long fileBlock, long maxBlocks) throws IOException;

    /**
     * {@return the file blocks of which all is known once that one was looked up} A kernel may keep
     * them in memory together (ext4_cache_extents).
     *
     * @param fileBlock a block that was looked up just now
     */
    default Known knownWith(long fileBlock) {
        return Known.NOTHING;
    }

    /**
     * {@return the file's bytes, if they are in the inode} They are there without a read; the file
     * has no blocks then, and nobody may ask for one.
     */
    default Optional<Contents> inlineContents() {
        return Optional.empty();
    }

    /**
     * File blocks that can be looked up without a read.
     *
     * @param firstFileBlock the first of them
     * @param endFileBlock the block after the last
     */
    record Known(long firstFileBlock, long endFileBlock) {

        /** None. */
        public static final Known NOTHING = new Known(0, 0);
    }
}
