// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.checksum;

import static ext2cat.disk.bytes.LittleEndian.i32;
import static ext2cat.disk.bytes.LittleEndian.u16;
import static ext2cat.disk.bytes.LittleEndian.u32;
import static ext2cat.disk.bytes.LittleEndian.u8;

import java.util.Optional;

/**
 * The checksums of the blocks of an inode. They start from the checksum of its number and its
 * generation (i_csum_seed), so a block that strayed from another file has the wrong one.
 */
public final class InodeChecksums {

    /** Those of an image without checksums. */
    static final InodeChecksums NONE = new InodeChecksums(0, false);

    private static final int EXTENT_BYTES = 12;
    private static final int EXTENT_MAX = 4;

    /** A leaf of a directory ends with an unused entry, of a type that no file has. */
    private static final int LEAF_TAIL_BYTES = 12;

    private static final int LEAF_TAIL_TYPE = 0xDE;
    private static final int DIRENT_REC_LEN = 4;
    private static final int DOT_BYTES = 12;

    /** The two places of the list of hashes, in a node and in the root (get_dx_countlimit). */
    private static final int NODE_LIST = 8;

    private static final int ROOT_LIST = 32;
    private static final int ROOT_INFO = 24;
    private static final int ROOT_INFO_BYTES = 8;
    private static final int HASH_BYTES = 8;

    private final int start;
    private final boolean known;

    InodeChecksums(int seed) {
        this(RawCrc32c.startOf(seed), true);
    }

    private InodeChecksums(int start, boolean known) {
        this.start = start;
        this.known = known;
    }

    /**
     * That of a node of extents (ext4_extent_block_csum): of all entries that there is room for,
     * after which it is stored. In a block of 4 KiB those are 340, and it lies at byte 4092.
     */
    public Optional<Checksum> extents(byte[] block) {
        if (!known) {
            return Optional.empty();
        }
        int tail = EXTENT_BYTES + u16(block, EXTENT_MAX) * EXTENT_BYTES;
        return tail + Integer.BYTES > block.length
                ? Optional.of(Checksum.MISSING)
                : upTo(block, tail, tail);
    }

    /**
     * That of a block of a directory: a leaf (ext4_dirblock_csum), or the root or a node of a hash
     * tree (ext4_dx_csum).
     *
     * @param fileBlock its number in the directory
     * @param indexed whether the directory has a hash tree
     */
    public Optional<Checksum> directory(byte[] block, long fileBlock, boolean indexed) {
        if (!known) {
            return Optional.empty();
        }
        int list = indexed ? list(block, fileBlock) : 0;
        return list > 0 ? hashes(block, list) : leaf(block);
    }

    private Optional<Checksum> leaf(byte[] block) {
        int tail = block.length - LEAF_TAIL_BYTES;
        boolean isThere =
                i32(block, tail) == 0
                        && u16(block, tail + DIRENT_REC_LEN) == LEAF_TAIL_BYTES
                        && u16(block, tail + 6) == LEAF_TAIL_TYPE << 8;
        return isThere ? upTo(block, tail, tail + 8) : Optional.of(Checksum.MISSING);
    }

    /** Where the list of hashes begins in a block of an indexed directory, 0 if it has none. */
    private static int list(byte[] block, long fileBlock) {
        if (fileBlock > 0) {
            return i32(block, 0) == 0 && recLen(block, 0) == block.length ? NODE_LIST : 0;
        }
        return recLen(block, 0) == DOT_BYTES
                        && recLen(block, DOT_BYTES) == block.length - DOT_BYTES
                        && i32(block, ROOT_INFO) == 0
                        && u8(block, ROOT_INFO + 5) == ROOT_INFO_BYTES
                ? ROOT_LIST
                : 0;
    }

    /** 65535 and 0 stand for the 65536 bytes of the largest block. */
    private static int recLen(byte[] block, int at) {
        int stored = u16(block, at + DIRENT_REC_LEN);
        return block.length == 1 << 16 && (stored == 0xFFFF || stored == 0) ? 1 << 16 : stored & ~3;
    }

    /** Of the entries in use, then of what precedes the checksum after all there is room for. */
    private Optional<Checksum> hashes(byte[] block, int list) {
        int tail = list + u16(block, list) * HASH_BYTES;
        int end = list + u16(block, list + 2) * HASH_BYTES;
        if (tail + HASH_BYTES > block.length || end > tail) {
            return Optional.of(Checksum.MISSING);
        }
        int computed =
                RawCrc32c.fromStart(start)
                        .bytes(block, 0, end)
                        .bytes(block, tail, tail + Integer.BYTES)
                        .zeros(Integer.BYTES)
                        .register();
        return MetadataChecksums.full(u32(block, tail + Integer.BYTES), computed);
    }

    /**
     * That of a block of the orphan file (ext4_orphan_file_block_csum): of its number on disk as 64
     * bits, then of the inode numbers.
     */
    public Optional<Checksum> orphans(long diskBlock, byte[] block) {
        if (!known) {
            return Optional.empty();
        }
        int numbers = block.length - 2 * Integer.BYTES;
        int computed =
                RawCrc32c.fromStart(start).int64(diskBlock).bytes(block, 0, numbers).register();
        return MetadataChecksums.full(u32(block, numbers + Integer.BYTES), computed);
    }

    private Optional<Checksum> upTo(byte[] block, int end, int stored) {
        int computed = RawCrc32c.fromStart(start).bytes(block, 0, end).register();
        return MetadataChecksums.full(u32(block, stored), computed);
    }
}
