// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

/**
 * The block numbers that exist in a file system: a pointer to any other block is damage.
 *
 * @param first the first block, s_first_data_block; block 0 is never pointed to
 * @param end the block behind the last, s_blocks_count
 */
public record BlockRange(long first, long end) {

    /** A range from {@code first}, but from 1 at least. */
    public BlockRange {
        first = Math.max(1, first);
    }

    /**
     * {@return whether all of the blocks exist}
     *
     * @param block the first of them
     * @param count how many
     */
    public boolean contains(long block, long count) {
        return block >= first && block < end && count <= end - block;
    }

    @Override
    public String toString() {
        return first + " to " + (end - 1);
    }
}
