// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.LittleEndian.u16;
import static ext2cat.disk.LittleEndian.u32;
import static ext2cat.disk.LittleEndian.u8;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Walks the entries of a directory, block by block: {@link #start} for each block, then {@link
 * #next} until it answers false.
 *
 * <p>An entry is the inode's number (4 bytes), rec_len (2), name_len (1), the file's type (1) and
 * the name. The entries of a block fill it: rec_len leads from each to the next, the last to the
 * end. An entry with inode 0 is unused. Nothing else needs to be known of a hash index, whose
 * blocks hold their tables in unused entries or behind {@code ..}, nor of the checksum at the end
 * of a block, which is in an unused entry too. rec_len has 16 bits, so in a block of 64 KiB an
 * entry of the whole block has 65535 or 0 there.
 *
 * <p>Each entry is checked as Linux checks it (ext2_check_folio), used or not. After an error, what
 * remains of the block cannot be trusted: the cursor is then at its end.
 */
public final class DirentCursor {

    /** Bytes before the name. */
    static final int HEADER_BYTES = 8;

    /** EXT2_DIR_REC_LEN(1): the smallest entry. */
    private static final int MIN_REC_LEN = 12;

    private static final int REC_LEN = 4;
    private static final int NAME_LEN = 6;
    private static final int FILE_TYPE = 7;

    private static final int WHOLE_BLOCK_REC_LEN = 0xffff;
    private static final int LARGEST_BLOCK_BYTES = 0x10000;

    private final long directoryInode;
    private final long inodesCount;
    private final boolean typed;

    private byte[] block = new byte[0];
    private int limit;
    private long fileBlock;
    private int at;
    private int end;

    private DirentCursor(long directoryInode, long inodesCount, boolean typed) {
        this.directoryInode = directoryInode;
        this.inodesCount = inodesCount;
        this.typed = typed;
    }

    /** A cursor for the directory with that inode. */
    public static DirentCursor of(Superblock superblock, long directoryInode) {
        return new DirentCursor(
                directoryInode,
                superblock.inodesCount(),
                superblock.features().has(IncompatFeature.FILETYPE));
    }

    /**
     * Copies a block and stands before its first entry.
     *
     * @param contents the block, 64 KiB at most
     * @param fileBlock its number in the directory, for error messages
     */
    public void start(MemorySegment contents, long fileBlock) {
        this.fileBlock = fileBlock;
        limit = Math.toIntExact(contents.byteSize());
        if (limit > LARGEST_BLOCK_BYTES) {
            throw new IllegalArgumentException("a directory block of " + limit + " bytes");
        }
        if (block.length < limit) {
            block = new byte[limit];
        }
        MemorySegment.copy(contents, 0, MemorySegment.ofArray(block), 0, limit);
        end = 0;
    }

    /**
     * Goes to the next entry in use.
     *
     * @return false if there is none in this block
     * @throws CorruptImageException if an entry on the way makes no sense
     */
    public boolean next() throws CorruptImageException {
        while (nextSlot()) {
            if (inode() != 0) {
                return true;
            }
        }
        return false;
    }

    /** The same for entries in use or not. */
    public boolean nextSlot() throws CorruptImageException {
        if (end >= limit) {
            return false;
        }
        at = end;
        end = limit;
        end = at + checkedRecLen();
        return true;
    }

    /** The inode's number of this entry: 0 unused, else from 1 to the count of inodes. */
    public long inode() {
        return u32(block, at);
    }

    /** What the entry says of the file's type; {@code UNKNOWN} in an image without the feature. */
    public FileType fileType() {
        return typed ? FileType.ofDirent(u8(block, at + FILE_TYPE)) : FileType.UNKNOWN;
    }

    /** The name, which may be empty or hold {@code /} or NUL. */
    public FileName name() {
        int start = at + HEADER_BYTES;
        return new FileName(Arrays.copyOfRange(block, start, start + nameLength()));
    }

    /** Whether the entry has this name; makes no copy. */
    public boolean hasName(FileName name) {
        return name.matches(block, at + HEADER_BYTES, nameLength());
    }

    /** The entry as a value of its own. */
    public Dirent dirent() {
        return new Dirent(inode(), fileType(), name());
    }

    /** Where the entry begins in its block, in bytes. */
    public int offsetBytes() {
        return at;
    }

    /** The length of the entry in bytes, room behind the name included. */
    public int recLen() {
        return end - at;
    }

    private int nameLength() {
        return u8(block, at + NAME_LEN);
    }

    private int checkedRecLen() throws CorruptImageException {
        int room = limit - at;
        if (room < MIN_REC_LEN) {
            throw corrupt("%d bytes are left, too few for an entry of %d", room, MIN_REC_LEN);
        }
        int recLen = u16(block, at + REC_LEN);
        if (limit == LARGEST_BLOCK_BYTES && (recLen == 0 || recLen == WHOLE_BLOCK_REC_LEN)) {
            recLen = LARGEST_BLOCK_BYTES;
        }
        if (recLen < MIN_REC_LEN) {
            throw corrupt("rec_len %d is less than %d", recLen, MIN_REC_LEN);
        }
        if (recLen % 4 != 0) {
            throw corrupt("rec_len %d is not a multiple of 4", recLen);
        }
        int needed = HEADER_BYTES + nameLength() + 3 & ~3;
        if (recLen < needed) {
            throw corrupt(
                    "rec_len %d is less than %d, which a name of %d bytes needs",
                    recLen, needed, nameLength());
        }
        if (recLen > room) {
            throw corrupt("rec_len %d reaches beyond the %d bytes left in the block", recLen, room);
        }
        if (inode() > inodesCount) {
            throw corrupt("inode number %d is more than %d, the count", inode(), inodesCount);
        }
        return recLen;
    }

    private CorruptImageException corrupt(String what, Object... values) {
        String where =
                "directory inode "
                        + directoryInode
                        + ", file block "
                        + fileBlock
                        + ", offset 0x"
                        + Integer.toHexString(at);
        return CorruptImageException.at(where, what, values);
    }
}
