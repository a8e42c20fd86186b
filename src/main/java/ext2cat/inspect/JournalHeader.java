// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.SegmentDestination;
import ext2cat.disk.CorruptImageException;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The superblock of a journal (struct journal_superblock_s): the first block of the journal's file,
 * in numbers of big-endian order.
 *
 * @param blockSizeBytes the size of its blocks
 * @param blocks how many it has
 * @param sequence the first transaction that may be there
 * @param start the block where that begins; 0 if there is nothing to replay
 * @param errorNumber the error with which Linux gave it up, or 0
 * @param fastCommitBlocks how many of the blocks are for small commits
 * @param compat features that anybody may meet
 * @param incompat features that one must know
 * @param roCompat features that one must know to write
 */
public record JournalHeader(
        long blockSizeBytes,
        long blocks,
        long sequence,
        long start,
        long errorNumber,
        long fastCommitBlocks,
        long compat,
        long incompat,
        long roCompat) {

    private static final int MAGIC = 0xC03B3998;
    private static final int BLOCK_TYPE_V1 = 3;
    private static final int BLOCK_TYPE_V2 = 4;
    private static final int HEADER_BYTES = 1024;

    private static final int FAST_COMMIT = 0x20;
    private static final int DEFAULT_FAST_COMMIT_BLOCKS = 256;

    private static final String[] INCOMPAT_LABELS = {
        "journal_incompat_revoke",
        "journal_64bit",
        "journal_async_commit",
        "journal_checksum_v2",
        "journal_checksum_v3",
        "fast_commit"
    };

    /**
     * Reads it.
     *
     * @param journal the journal's inode
     * @throws CorruptImageException if there is none
     */
    public static JournalHeader of(Inode journal) throws IOException {
        byte[] bytes = new byte[HEADER_BYTES];
        journal.read(0, HEADER_BYTES, new SegmentDestination(MemorySegment.ofArray(bytes), 0));
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int type = words.getInt(4);
        if (words.getInt(0) != MAGIC || type != BLOCK_TYPE_V1 && type != BLOCK_TYPE_V2) {
            throw new CorruptImageException(
                    "journal inode %d: it begins with 0x%08x 0x%08x, which is no superblock of a journal"
                            .formatted(journal.number(), words.getInt(0), type));
        }
        boolean featured = type == BLOCK_TYPE_V2;
        long incompat = featured ? u32(words, 40) : 0;
        long fastCommits = featured ? u32(words, 84) : 0;
        boolean fast = (incompat & FAST_COMMIT) != 0;
        return new JournalHeader(
                u32(words, 12),
                u32(words, 16),
                u32(words, 24),
                u32(words, 28),
                u32(words, 32),
                fast && fastCommits == 0 ? DEFAULT_FAST_COMMIT_BLOCKS : fastCommits,
                featured ? u32(words, 36) : 0,
                incompat,
                featured ? u32(words, 44) : 0);
    }

    /** Its features by the names that dumpe2fs prints. */
    public List<String> featureLabels() {
        List<String> labels = new ArrayList<>();
        if ((compat & 1) != 0) {
            labels.add("journal_checksum");
        }
        for (int bit = 0; bit < INCOMPAT_LABELS.length; bit++) {
            if ((incompat >> bit & 1) != 0) {
                labels.add(INCOMPAT_LABELS[bit]);
            }
        }
        return labels;
    }

    private static long u32(ByteBuffer words, int at) {
        return Integer.toUnsignedLong(words.getInt(at));
    }
}
