// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.map.numbers.NumberSet;

/**
 * Which blocks are in use, and which of them more than once. A block is first claimed by the
 * structures that make the file system, then by the maps of its files.
 */
final class Claims {

    private final NumberSet used = new NumberSet();

    /** The blocks in use more than once, of which a file is one user at least. */
    private final NumberSet twice = new NumberSet();

    private final NumberSet metadata = new NumberSet();
    private final boolean mayShare;
    private boolean anyTwice;

    /**
     * Nothing is claimed.
     *
     * @param mayShare whether two files may have a block
     */
    Claims(boolean mayShare) {
        this.mayShare = mayShare;
    }

    /** A structure of the file system has the block; whether no other one has it. */
    boolean claimMetadata(long block) {
        metadata.add(block);
        return used.add(block);
    }

    /** A file has the block; whether nothing else has it. */
    boolean claim(long block) {
        boolean first = used.add(block);
        if (!first && !mayShare) {
            twice.add(block);
            anyTwice = true;
        }
        return first;
    }

    boolean isMetadata(long block) {
        return metadata.contains(block);
    }

    boolean isClaimedTwice(long block) {
        return twice.contains(block);
    }

    boolean anyClaimedTwice() {
        return anyTwice;
    }

    /** The blocks in use. */
    NumberSet used() {
        return used;
    }
}
