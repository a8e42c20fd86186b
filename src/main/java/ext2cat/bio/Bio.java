// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import java.util.List;

/**
 * One read request for adjacent disk blocks, as it is handed to the block layer (struct bio).
 *
 * <p>The disk blocks are one run; the file blocks may be several, since a page-sized hole in a file
 * whose data is adjacent on disk does not end a bio. For a file of 4 KiB blocks with blocks 0-3 and
 * 6-10 at 7742-7750, one bio reads {@code diskBlock 7742, blocks 9} into the vecs {@code (0,4),
 * (6,5)}.
 *
 * @param diskBlock the first disk block
 * @param blocks how many disk blocks, the sum of the vecs
 * @param op plain read or readahead
 * @param use what the blocks hold
 * @param vecs the file blocks that are read, ascending; for an indirect block one vec of one block
 *     that names the first file block it maps; for other metadata a vec that starts at file block 0
 * @param end why the bio ends where it does
 * @param destination where the bytes go
 */
public record Bio(
        long diskBlock,
        long blocks,
        Op op,
        BlockUse use,
        List<BioVec> vecs,
        EndReason end,
        BioDestination destination) {

    /** How urgent the read is (REQ_OP_READ with or without REQ_RAHEAD). */
    public enum Op {
        /** Somebody waits for it: rwbs {@code R}. */
        READ("R"),
        /** It is read ahead of its reader: rwbs {@code RA}. */
        READAHEAD("RA");

        private final String rwbs;

        Op(String rwbs) {
            this.rwbs = rwbs;
        }

        /** {@return the letters that blktrace prints for it} */
        public String rwbs() {
            return rwbs;
        }
    }

    /**
     * {@return a read of one metadata block, which somebody waits for}
     *
     * @param diskBlock the block to read
     * @param use what the block holds
     * @param firstFileBlock for an indirect block, the first file block that it maps; else 0
     * @param destination takes the block's bytes
     */
    public static Bio ofMetadata(
            long diskBlock, BlockUse use, long firstFileBlock, BioDestination destination) {
        return new Bio(
                diskBlock,
                1,
                Op.READ,
                use,
                List.of(new BioVec(firstFileBlock, 1)),
                EndReason.SINGLE_BLOCK,
                destination);
    }
}
