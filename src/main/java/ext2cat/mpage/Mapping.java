// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

/**
 * The answer of {@link GetBlock}: a run of adjacent disk blocks, or a run of blocks that read as
 * zeros. Readers ask only whether an answer is {@link Mapped}.
 */
public sealed interface Mapping {

    /** {@return how many file blocks, from the one asked for, this answer speaks of; at least 1} */
    long count();

    /**
     * The blocks lie side by side on disk.
     *
     * @param diskBlock where the first one lies
     * @param count how many
     * @param boundary BH_Boundary: the last of them is the last that its table of pointers can map,
     *     so to map the next block another table must be read, which is probably close on disk
     */
    record Mapped(long diskBlock, long count, boolean boundary) implements Mapping {}

    /**
     * The blocks are the file's and lie side by side on disk, but read as zeros: space that was set
     * aside and not written yet (an unwritten extent).
     *
     * @param diskBlock where the first one lies
     * @param count how many
     */
    record Unwritten(long diskBlock, long count) implements Mapping {}

    /**
     * The blocks were never written and read as zeros.
     *
     * @param count how many are known to be absent; there may be more behind them
     */
    record Hole(long count) implements Mapping {}
}
