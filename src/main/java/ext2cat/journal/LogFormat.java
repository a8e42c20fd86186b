// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.disk.record.JournalSuperblock;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * How the blocks of one log are laid out, which its features decide, and how they are summed.
 *
 * <p>The sums are crc32c begun with the journal's UUID, so it is fed to the JDK's own first. The
 * JDK inverts the result, the journal does not.
 */
final class LogFormat {

    static final int MAGIC = 0xC03B3998;
    static final int HEADER_BYTES = 12;
    static final int DESCRIPTOR = 1;
    static final int COMMIT = 2;
    static final int REVOKE = 5;

    private static final int ESCAPED = 1;
    private static final int SAME_UUID = 2;
    private static final int LAST_TAG = 8;
    private static final int UUID_BYTES = 16;
    private static final int TAIL_BYTES = 4;

    private static final int COMPAT_CHECKSUM = 1;
    private static final int BIT64 = 2;
    private static final int ASYNC_COMMIT = 4;
    private static final int CSUM_V2 = 8;
    private static final int CSUM_V3 = 16;

    private static final int COMMIT_CHECKSUM = 16;
    private static final int SUPERBLOCK_UUID = 0x30;

    private final JournalSuperblock superblock;
    private final byte[] uuid;

    /**
     * The format of a log.
     *
     * @param superblock its superblock
     * @param bytes the bytes of that, at least 1024
     */
    LogFormat(JournalSuperblock superblock, byte[] bytes) {
        this.superblock = superblock;
        this.uuid = Arrays.copyOfRange(bytes, SUPERBLOCK_UUID, SUPERBLOCK_UUID + UUID_BYTES);
    }

    boolean hasChecksums() {
        return has(CSUM_V2) || has(CSUM_V3);
    }

    boolean hasBothChecksums() {
        return has(CSUM_V2) && has(CSUM_V3) || hasChecksums() && hasCommitSums();
    }

    /** Whether a commit block has a sum of all blocks of its transaction (journal_checksum, v1). */
    boolean hasCommitSums() {
        return (superblock.compat() & COMPAT_CHECKSUM) != 0;
    }

    boolean isAsync() {
        return has(ASYNC_COMMIT);
    }

    private boolean has(int incompat) {
        return (superblock.incompat() & incompat) != 0;
    }

    /** One entry of a descriptor block (journal_block_tag_t). */
    record Tag(long diskBlock, int flags, int checksum, int endOffset) {

        boolean isEscaped() {
            return (flags & ESCAPED) != 0;
        }

        boolean isLast() {
            return (flags & LAST_TAG) != 0;
        }
    }

    /** The first offset of a tag. */
    int firstTag() {
        return HEADER_BYTES;
    }

    /** Whether a descriptor block has room for a tag at an offset. */
    boolean hasRoomForTag(ByteBuffer block, int offset) {
        return offset + tagBytes() <= block.limit() - (hasChecksums() ? TAIL_BYTES : 0);
    }

    /** The tag at an offset, for which there is room. */
    Tag tag(ByteBuffer block, int offset) {
        long number = Integer.toUnsignedLong(block.getInt(offset));
        int flags = has(CSUM_V3) ? block.getInt(offset + 4) : block.getShort(offset + 6);
        if (has(BIT64)) {
            number |= Integer.toUnsignedLong(block.getInt(offset + 8)) << 32;
        }
        int checksum = has(CSUM_V3) ? block.getInt(offset + 12) : block.getShort(offset + 4);
        int end = offset + tagBytes() + ((flags & SAME_UUID) != 0 ? 0 : UUID_BYTES);
        return new Tag(number, flags, checksum, end);
    }

    private int tagBytes() {
        if (has(CSUM_V3)) {
            return 16;
        }
        return 8 + (has(CSUM_V2) ? 2 : 0) + (has(BIT64) ? 4 : 0);
    }

    /** How many bytes of a revoke block are a number. */
    int revokedBytes() {
        return has(BIT64) ? 8 : 4;
    }

    /** Whether the tail of a descriptor or revoke block is right. */
    boolean isTailRight(ByteBuffer block) {
        return !hasChecksums() || isRight(block.array(), block.limit() - TAIL_BYTES);
    }

    /** Whether the sum in a commit block is right, unless it is that of the whole transaction. */
    boolean isCommitRight(ByteBuffer block) {
        return !hasChecksums() || isRight(block.array(), COMMIT_CHECKSUM);
    }

    /** Whether the sum of a logged block is that in its tag. */
    boolean isDataRight(Tag tag, int transaction, byte[] logged) {
        if (!hasChecksums()) {
            return true;
        }
        CRC32C crc = begun();
        crc.update(ByteBuffer.allocate(4).putInt(0, transaction));
        crc.update(logged);
        int sum = ~(int) crc.getValue();
        return has(CSUM_V3) ? sum == tag.checksum() : (short) sum == (short) tag.checksum();
    }

    private boolean isRight(byte[] block, int at) {
        CRC32C crc = begun();
        sum(crc, block, at);
        return ~(int) crc.getValue() == ByteBuffer.wrap(block).getInt(at);
    }

    private CRC32C begun() {
        CRC32C crc = new CRC32C();
        crc.update(uuid);
        return crc;
    }

    /** Feeds bytes of which four count as zeros. */
    private static void sum(CRC32C crc, byte[] bytes, int zeros) {
        crc.update(bytes, 0, zeros);
        crc.update(new byte[4]);
        crc.update(bytes, zeros + 4, bytes.length - zeros - 4);
    }
}
