// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

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
 * of a block, which is in an unused entry too. {@link RecLen} tells how long an entry is.
 *
 * <p>Each entry is checked as Linux checks it (ext2_check_folio), used or not. After an error, what
 * remains of the block cannot be trusted: the cursor is then at its end.
 */
public final class DirentCursor {

    private static final int NAME_LEN = 6;
    private static final int FILE_TYPE = 7;

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
        int start = at + RecLen.HEADER_BYTES;
        return new FileName(Arrays.copyOfRange(block, start, start + nameLength()));
    }

    /** Whether the entry has this name; makes no copy. */
    public boolean hasName(FileName name) {
        return name.matches(block, at + RecLen.HEADER_BYTES, nameLength());
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
        String flaw = RecLen.flaw(block, at, limit);
        if (!flaw.isEmpty()) {
            throw corrupt("%s", flaw);
        }
        if (inode() > inodesCount) {
            throw corrupt("inode number %d is more than %d, the count", inode(), inodesCount);
        }
        return RecLen.at(block, at, limit);
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
