// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The blocks of a log after its end, which hold small commits of single files (fs/ext4
 * fast_commit.c). They are tags, one after another, in numbers of little-endian order: kind (2
 * bytes), length (2 bytes), value. The first is a head with the transaction that the last full
 * commit left open; a tail ends each fast commit and holds its crc32c, which begins with 0.
 *
 * <p>Linux looks at all blocks first (ext4_fc_replay_scan). Where they make no sense before the
 * first whole commit, it does not mount; after it, they end there.
 */
final class FastCommits {

    private static final int ADD_RANGE = 1;
    private static final int DEL_RANGE = 2;
    private static final int CREAT = 3;
    private static final int LINK = 4;
    private static final int UNLINK = 5;
    private static final int INODE = 6;
    private static final int PAD = 7;
    private static final int TAIL = 8;
    private static final int HEAD = 9;

    private static final int TAG_BYTES = 4;
    private static final int ADD_RANGE_BYTES = 16;
    private static final int DEL_RANGE_BYTES = 12;
    private static final int ENTRY_BYTES = 8;
    private static final int INODE_BYTES = 4;
    private static final int HEAD_BYTES = 8;
    private static final int TAIL_CHECKSUM = 4;

    private static final int LEAST_INODE_BYTES = 128;
    private static final int MOST_NAME_BYTES = 255;

    /** A greater length of an extent is that of an unwritten one, with this added. */
    private static final int MOST_WRITTEN_BLOCKS = 1 << 15;

    /** No register of CRC32C is 0 at its begin: these four bytes lead it there. */
    private static final int TO_ZERO = ~0;

    private final int transaction;
    private final int mostInodeBytes;
    private final List<FastChange> whole = new ArrayList<>();
    private final List<FastChange> open = new ArrayList<>();
    private int commits;
    private CRC32C crc = begun();

    /**
     * Nothing was read.
     *
     * @param transaction the one that they belong to
     * @param mostInodeBytes the size of an inode
     */
    FastCommits(int transaction, int mostInodeBytes) {
        this.transaction = transaction;
        this.mostInodeBytes = mostInodeBytes;
    }

    /**
     * {@return whether the next block may be one of them, too}
     *
     * @throws CorruptImageException if Linux would not mount the file system because of this one
     */
    boolean block(ByteBuffer bytes, boolean first) throws IOException {
        ByteBuffer block = bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (first && block.getShort(0) != HEAD) {
            return false;
        }
        for (int at = 0; at <= block.limit() - TAG_BYTES; ) {
            int kind = Short.toUnsignedInt(block.getShort(at));
            int length = Short.toUnsignedInt(block.getShort(at + 2));
            int end = at + TAG_BYTES + length;
            if (end > block.limit() || !isLengthValid(kind, length)) {
                return end("a tag of kind %d has %d bytes".formatted(kind, length));
            }
            ByteBuffer value = block.slice(at + TAG_BYTES, length).order(ByteOrder.LITTLE_ENDIAN);
            switch (kind) {
                case HEAD -> {
                    if (value.getInt(0) != 0) {
                        throw corrupt("unknown features 0x%x".formatted(value.getInt(0)));
                    }
                    if (value.getInt(4) != transaction) {
                        return false;
                    }
                    crc.update(block.slice(at, end - at));
                }
                case TAIL -> {
                    crc.update(block.slice(at, TAG_BYTES + TAIL_CHECKSUM));
                    if (value.getInt(0) != transaction
                            || value.getInt(TAIL_CHECKSUM) != ~(int) crc.getValue()) {
                        return end("wrong checksum");
                    }
                    whole.addAll(open);
                    open.clear();
                    commits++;
                    crc = begun();
                }
                default -> {
                    change(kind, value).ifPresent(open::add);
                    crc.update(block.slice(at, end - at));
                }
            }
            at = end;
        }
        return true;
    }

    /** {@return the changes of all whole commits, in their order} */
    List<FastChange> changes() {
        return List.copyOf(whole);
    }

    /** {@return how many commits are whole} */
    int commits() {
        return commits;
    }

    private boolean end(String reason) throws CorruptImageException {
        if (commits == 0) {
            throw corrupt(reason);
        }
        return false;
    }

    private static CorruptImageException corrupt(String reason) {
        return CorruptImageException.at("journal", "fast commits: %s", reason);
    }

    /** ext4_fc_value_len_isvalid. */
    private boolean isLengthValid(int kind, int length) {
        return switch (kind) {
            case ADD_RANGE -> length == ADD_RANGE_BYTES;
            case DEL_RANGE -> length == DEL_RANGE_BYTES;
            case CREAT, LINK, UNLINK ->
                    length > ENTRY_BYTES && length <= ENTRY_BYTES + MOST_NAME_BYTES;
            case INODE ->
                    length >= INODE_BYTES + LEAST_INODE_BYTES
                            && length <= INODE_BYTES + mostInodeBytes;
            case PAD -> true;
            case TAIL -> length >= TAIL_CHECKSUM + 4;
            case HEAD -> length == HEAD_BYTES;
            default -> false;
        };
    }

    private static Optional<FastChange> change(int kind, ByteBuffer value) {
        return switch (kind) {
            case ADD_RANGE -> Optional.of(added(value));
            case DEL_RANGE ->
                    Optional.of(
                            new FastChange.RemoveRange(
                                    u32(value, 0), u32(value, 4), u32(value, 8)));
            case CREAT -> Optional.of(entry(FastChange.Entry.Kind.CREATE, value));
            case LINK -> Optional.of(entry(FastChange.Entry.Kind.LINK, value));
            case UNLINK -> Optional.of(entry(FastChange.Entry.Kind.UNLINK, value));
            case INODE ->
                    Optional.of(
                            new FastChange.WholeInode(u32(value, 0), bytes(value, INODE_BYTES)));
            default -> Optional.empty(); // padding
        };
    }

    /** After the number an extent (struct ext4_extent): block, length, start high and low. */
    private static FastChange added(ByteBuffer value) {
        int length = Short.toUnsignedInt(value.getShort(8));
        boolean unwritten = length > MOST_WRITTEN_BLOCKS;
        return new FastChange.AddRange(
                u32(value, 0),
                u32(value, 4),
                Short.toUnsignedLong(value.getShort(10)) << 32 | u32(value, 12),
                unwritten ? length - MOST_WRITTEN_BLOCKS : length,
                unwritten);
    }

    private static FastChange entry(FastChange.Entry.Kind kind, ByteBuffer value) {
        return new FastChange.Entry(
                kind, u32(value, 0), u32(value, 4), FileName.of(bytes(value, ENTRY_BYTES)));
    }

    private static byte[] bytes(ByteBuffer value, int from) {
        byte[] bytes = new byte[value.limit() - from];
        value.get(from, bytes);
        return bytes;
    }

    private static long u32(ByteBuffer value, int at) {
        return Integer.toUnsignedLong(value.getInt(at));
    }

    private static CRC32C begun() {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, TO_ZERO));
        return crc;
    }
}
