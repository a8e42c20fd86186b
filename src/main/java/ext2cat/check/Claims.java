// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/**
 * Which blocks are in use, and which of them more than once. A block is first claimed by the
 * structures that make the file system, then by the maps of its files.
 */
final class Claims {

    private final LargeBitmap used;
    private final LargeBitmap twice;
    private final LargeBitmap metadata;
    private final boolean mayShare;
    private boolean anyTwice;

    /**
     * Nothing is claimed of that many blocks.
     *
     * @param mayShare whether two files may have a block
     */
    Claims(long blocksCount, boolean mayShare) {
        this.mayShare = mayShare;
        used = new LargeBitmap(blocksCount);
        twice = new LargeBitmap(blocksCount);
        metadata = new LargeBitmap(blocksCount);
    }

    /** A structure of the file system has the block; whether no other one has it. */
    boolean claimMetadata(long block) {
        metadata.set(block);
        return used.set(block);
    }

    /** A file has the block; whether nothing else has it. */
    boolean claim(long block) {
        boolean first = used.set(block);
        if (!first && !mayShare) {
            twice.set(block);
            anyTwice = true;
        }
        return first;
    }

    boolean isMetadata(long block) {
        return metadata.has(block);
    }

    boolean isClaimedTwice(long block) {
        return twice.has(block);
    }

    boolean anyClaimedTwice() {
        return anyTwice;
    }

    /** The blocks in use. */
    LargeBitmap used() {
        return used;
    }

    /** The blocks in use more than once, of which a file is one user at least. */
    LargeBitmap twice() {
        return twice;
    }
}
