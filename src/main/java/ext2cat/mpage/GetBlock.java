// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import java.io.IOException;

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
}
