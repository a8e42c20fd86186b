// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.xattr;

import static ext2cat.disk.bytes.LittleEndian.i32;
import static ext2cat.disk.bytes.LittleEndian.u16;
import static ext2cat.disk.bytes.LittleEndian.u32;
import static ext2cat.disk.bytes.LittleEndian.u8;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.Xattr;
import ext2cat.disk.bytes.LittleEndian;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes extended attributes, of which an inode has some behind its extra fields and some in a
 * block (struct ext2_xattr_header, ext2_xattr_entry).
 *
 * <p>Both are a list of entries that grows upwards, ended by four zero bytes, and values that grow
 * downwards from the end. An entry is name_len (1 byte), the index of the namespace (1), the offset
 * of the value (2), 4 bytes that are 0, the value's size (4), a hash (4) and the name, and fills a
 * multiple of 4 bytes. In a block, 32 bytes of header come first, and values are counted from the
 * block's start; in an inode the header is only its magic number, and values are counted from the
 * first entry. Hashes are not verified.
 *
 * <p>Values that overlap could make any amount of bytes out of one block: of 64 KiB with a thousand
 * entries of one value of 32 KiB, 32 MiB. All values of a sound list together are shorter than it.
 */
public final class XattrReader {

    /** EXT2_XATTR_MAGIC. */
    static final int MAGIC = 0xEA020000;

    private static final int MAGIC_BYTES = 4;
    private static final int END_MARK_BYTES = 4;
    private static final int BLOCK_HEADER_BYTES = 32;
    private static final int BLOCKS_OFFSET = 8;

    private static final int ENTRY_BYTES = 16;
    private static final int NAME_INDEX = 1;
    private static final int VALUE_OFFSET = 2;
    private static final int VALUE_INODE = 4;
    private static final int VALUE_SIZE = 8;

    private final String where;
    private final byte[] raw;
    private final int base;
    private final XattrValues values;
    private long valueBytes;

    /**
     * @param base where value offsets are counted from
     */
    private XattrReader(String where, byte[] raw, int base, XattrValues values) {
        this.values = values;
        this.where = where;
        this.raw = raw;
        this.base = base;
    }

    /**
     * {@return the attributes inside an inode} {@code system.data} is none, see {@link InlineData}.
     *
     * @param inode the inode with all of its bytes
     * @param values reads values that lie elsewhere
     * @throws CorruptImageException if there are some and they make no sense
     * @throws IOException what {@code values} throws
     */
    public static List<Xattr> inInode(DiskInode inode, XattrValues values) throws IOException {
        List<Xattr> xattrs = new ArrayList<>(storedInInode(inode, values));
        xattrs.removeIf(InlineData::isTail);
        return xattrs;
    }

    /**
     * {@return what is stored inside an inode as attributes, {@code system.data} among it}
     *
     * @param inode the inode with all of its bytes
     * @param values reads values that lie elsewhere
     * @throws IOException as {@link #inInode}
     */
    public static List<Xattr> storedInInode(DiskInode inode, XattrValues values)
            throws IOException {
        byte[] area = inode.xattrArea();
        if (area.length < MAGIC_BYTES + END_MARK_BYTES || i32(area, 0) != MAGIC) {
            return List.of();
        }
        String where = "inode " + inode.number() + ", extended attributes in the inode";
        return new XattrReader(where, area, MAGIC_BYTES, values).entries(MAGIC_BYTES);
    }

    /**
     * {@return the attributes in a block}
     *
     * @param contents the whole block
     * @param diskBlock its number, for messages
     * @param inode the number of an inode that it belongs to, for messages
     * @param values reads values that lie elsewhere
     * @throws CorruptImageException if they make no sense, or it is no block of attributes
     * @throws IOException what {@code values} throws
     */
    public static List<Xattr> inBlock(
            MemorySegment contents, long diskBlock, long inode, XattrValues values)
            throws IOException {
        byte[] raw = LittleEndian.copy(contents, 0, Math.toIntExact(contents.byteSize()));
        String where = "inode " + inode + ", extended attributes in block " + diskBlock;
        if (i32(raw, 0) != MAGIC) {
            throw CorruptImageException.at(
                    where, "magic number 0x%08x is not 0x%08x", i32(raw, 0), MAGIC);
        }
        if (u32(raw, BLOCKS_OFFSET) != 1) {
            throw CorruptImageException.at(
                    where, "a length of %d blocks is not 1", u32(raw, BLOCKS_OFFSET));
        }
        return new XattrReader(where, raw, 0, values).entries(BLOCK_HEADER_BYTES);
    }

    private List<Xattr> entries(int first) throws IOException {
        List<Xattr> entries = new ArrayList<>();
        int at = first;
        // There is room for an end mark at each entry's start: verified here for the next one.
        while (i32(raw, at) != 0) {
            int nameLength = u8(raw, at);
            int next = at + (ENTRY_BYTES + nameLength + 3 & ~3);
            if (next + END_MARK_BYTES > raw.length) {
                throw corrupt(at, "a name of %d bytes leaves no room for the end mark", nameLength);
            }
            entries.add(entry(at, nameLength));
            at = next;
        }
        return entries;
    }

    private Xattr entry(int at, int nameLength) throws IOException {
        int nameStart = at + ENTRY_BYTES;
        FileName name = FileName.of(raw, nameStart, nameStart + nameLength);
        return new Xattr(u8(raw, at + NAME_INDEX), name, value(at));
    }

    private byte[] value(int at) throws IOException {
        long valueInode = u32(raw, at + VALUE_INODE);
        long size = u32(raw, at + VALUE_SIZE);
        if (valueInode != 0 && size != 0) {
            return elsewhere(at, valueInode, size);
        }
        // Both at most 2^32, so the sum is no overflow.
        long start = base + u16(raw, at + VALUE_OFFSET);
        if (size != 0 && start + size > raw.length) {
            throw corrupt(
                    at,
                    "a value of %d bytes from byte %d on reaches beyond the %d bytes there are",
                    size,
                    start - base,
                    raw.length - base);
        }
        valueBytes += size;
        if (valueBytes > raw.length) {
            throw corrupt(
                    at,
                    "with this one, the values have %d bytes, of %d there are: they overlap",
                    valueBytes,
                    raw.length - base);
        }
        // Within the array, so both fit an int; an empty value may have any offset.
        return size == 0 ? new byte[0] : Arrays.copyOfRange(raw, (int) start, (int) (start + size));
    }

    private byte[] elsewhere(int at, long inode, long size) throws IOException {
        try {
            return values.value(inode, size);
        } catch (CorruptImageException e) {
            throw corrupt(at, "%s", e.getMessage());
        }
    }

    private CorruptImageException corrupt(int at, String what, Object... values) {
        return CorruptImageException.at(
                where + ", entry at byte 0x" + Integer.toHexString(at - base), what, values);
    }
}
