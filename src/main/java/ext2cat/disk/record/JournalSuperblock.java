// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.record;

import ext2cat.disk.CorruptImageException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The superblock of a journal (struct journal_superblock_s): the first block of the journal's file,
 * in numbers of big-endian order.
 *
 * @param blockSizeBytes the size of its blocks
 * @param blocks how many it has
 * @param first the first block of the log
 * @param sequence the first transaction that may be there
 * @param start the block where that begins; 0 if there is nothing to replay
 * @param errorNumber the error with which Linux gave it up, or 0
 * @param fastCommitBlocks how many of the blocks are for small commits
 * @param checksumType how blocks are checksummed with journal_checksum_v2 or v3: 4 is crc32c
 * @param checksum of the superblock itself
 * @param users the file systems whose journal it is, if it is on a device of its own
 * @param compat features that anybody may meet
 * @param incompat features that one must know
 * @param roCompat features that one must know to write
 */
public record JournalSuperblock(
        long blockSizeBytes,
        long blocks,
        long first,
        long sequence,
        long start,
        long errorNumber,
        long fastCommitBlocks,
        int checksumType,
        long checksum,
        List<UUID> users,
        long compat,
        long incompat,
        long roCompat) {

    private static final int MAGIC = 0xC03B3998;
    private static final int BLOCK_TYPE_V1 = 3;
    private static final int BLOCK_TYPE_V2 = 4;

    /** The size of the structure in bytes. */
    public static final int SIZE_BYTES = 1024;

    private static final int FAST_COMMIT = 0x20;

    /** Versions 2 and 3. */
    private static final int CHECKSUM_FEATURES = 0x18;

    private static final int USERS_COUNT = 0x40;
    private static final int CHECKSUM_TYPE = 0x50;
    private static final int CHECKSUM = 0xFC;
    private static final int USERS = 0x100;
    private static final int MOST_USERS = 48;
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
     * Decodes the superblock of a journal. Nothing of it is verified but what says that it is one.
     *
     * @param bytes {@link #SIZE_BYTES} or more
     * @param where the journal, for the message, e.g. {@code journal inode 8}
     * @return the superblock
     * @throws CorruptImageException if it is none
     */
    public static JournalSuperblock decode(byte[] bytes, String where)
            throws CorruptImageException {
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int type = words.getInt(4);
        if (words.getInt(0) != MAGIC || type != BLOCK_TYPE_V1 && type != BLOCK_TYPE_V2) {
            throw CorruptImageException.at(
                    where,
                    "it begins with 0x%08x 0x%08x, which is not a superblock of a journal",
                    words.getInt(0),
                    type);
        }
        boolean featured = type == BLOCK_TYPE_V2;
        long incompat = featured ? u32(words, 40) : 0;
        long fastCommits = featured ? u32(words, 84) : 0;
        boolean fast = (incompat & FAST_COMMIT) != 0;
        return new JournalSuperblock(
                u32(words, 12),
                u32(words, 16),
                u32(words, 20),
                u32(words, 24),
                u32(words, 28),
                u32(words, 32),
                fast && fastCommits == 0 ? DEFAULT_FAST_COMMIT_BLOCKS : fastCommits,
                featured ? Byte.toUnsignedInt(bytes[CHECKSUM_TYPE]) : 0,
                featured ? u32(words, CHECKSUM) : 0,
                featured ? users(words) : List.of(),
                featured ? u32(words, 36) : 0,
                incompat,
                featured ? u32(words, 44) : 0);
    }

    /** {@return its features by the names that dumpe2fs prints} */
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

    /** {@return the bits of {@link #incompat} that stand for nothing that is known} */
    public long unknownIncompat() {
        return incompat >> INCOMPAT_LABELS.length << INCOMPAT_LABELS.length;
    }

    /** {@return whether its blocks have checksums of their own} */
    public boolean hasChecksums() {
        return (incompat & CHECKSUM_FEATURES) != 0;
    }

    /**
     * {@return whether the bytes that were decoded have the checksum that they hold}
     *
     * @param bytes all {@link #SIZE_BYTES}, or more
     */
    public boolean isChecksumRight(byte[] bytes) {
        CRC32C crc = new CRC32C(); // inverts its result, as the journal does not
        crc.update(bytes, 0, CHECKSUM);
        crc.update(new byte[Integer.BYTES]);
        crc.update(bytes, CHECKSUM + Integer.BYTES, SIZE_BYTES - CHECKSUM - Integer.BYTES);
        return !hasChecksums() || (~crc.getValue() & 0xffff_ffffL) == checksum;
    }

    private static List<UUID> users(ByteBuffer words) {
        long count = Math.min(u32(words, USERS_COUNT), MOST_USERS);
        List<UUID> users = new ArrayList<>();
        for (int at = USERS; at < USERS + 16 * count; at += 16) {
            users.add(new UUID(words.getLong(at), words.getLong(at + 8)));
        }
        return users;
    }

    private static long u32(ByteBuffer words, int at) {
        return Integer.toUnsignedLong(words.getInt(at));
    }
}
