// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import static ext2cat.disk.bytes.LittleEndian.i32;
import static ext2cat.disk.bytes.LittleEndian.u8;

import ext2cat.disk.FileName;

import java.util.Arrays;

/** A block of a directory whose entries can be changed. */
public final class EntryBlock {

    private static final int REC_LEN = 4;
    private static final int NAME_LEN = 6;
    private static final int FILE_TYPE = 7;
    private static final int WHOLE_BLOCK = 0xffff;

    private final byte[] block;
    private final int limit;

    /**
     * The entries of a block.
     *
     * @param block all of it, 64 KiB at most; changed by this
     * @param tailBytes how many bytes at its end are no room for names
     */
    public EntryBlock(byte[] block, int tailBytes) {
        this.block = block;
        this.limit = block.length - tailBytes;
    }

    /** An unused entry fills it, and what it held is gone. */
    public void clear() {
        Arrays.fill(block, (byte) 0);
        setRecLen(0, limit);
    }

    /** The whole block. */
    public byte[] bytes() {
        return block;
    }

    /** Whether it begins with an unused entry as long as it, as a node of a hash index does. */
    public boolean isUnusedWhole() {
        return i32(block, 0) == 0 && RecLen.at(block, 0, block.length) == block.length;
    }

    /** Where the entry begins that is after another one; -1 if that leads nowhere. */
    private int after(int at) {
        String flaw = RecLen.flaw(block, at, block.length);
        int next = at + RecLen.at(block, at, block.length);
        return flaw.isEmpty() && limit - next >= RecLen.HEADER_BYTES ? next : -1;
    }

    private boolean isNamed(int at, FileName name) {
        int length = u8(block, at + NAME_LEN);
        return i32(block, at) != 0
                && at + RecLen.HEADER_BYTES + length <= block.length
                && name.matches(block, at + RecLen.HEADER_BYTES, length);
    }

    /** The number of the inode that has a name here; 0 if none has. */
    public long find(FileName name) {
        for (int at = 0; at >= 0; at = after(at)) {
            if (isNamed(at, name)) {
                return Integer.toUnsignedLong(i32(block, at));
            }
        }
        return 0;
    }

    /** Takes a name away; the entry before it takes the room (ext4_generic_delete_entry). */
    public void remove(FileName name) {
        int before = -1;
        for (int at = 0; at >= 0; before = at, at = after(at)) {
            if (isNamed(at, name)) {
                if (before < 0) {
                    putInt(at, 0);
                } else {
                    int end = at + RecLen.at(block, at, block.length);
                    setRecLen(before, end - before);
                }
                return;
            }
        }
    }

    /**
     * Gives a file a name, if there is room (ext4_insert_dentry).
     *
     * @param inode the file's number
     * @param type the byte for its type, 0 where entries have none
     * @return whether there is
     */
    public boolean insert(FileName name, long inode, int type) {
        int needed = RecLen.needed(name.length());
        for (int at = 0; at >= 0; at = after(at)) {
            int end = Math.min(limit, at + RecLen.at(block, at, block.length));
            int used = i32(block, at) == 0 ? 0 : RecLen.needed(u8(block, at + NAME_LEN));
            if (RecLen.flaw(block, at, block.length).isEmpty() && end - at - used >= needed) {
                if (used > 0) {
                    setRecLen(at, used);
                }
                putInt(at + used, (int) inode);
                setRecLen(at + used, end - at - used);
                block[at + used + NAME_LEN] = (byte) name.length();
                block[at + used + FILE_TYPE] = (byte) type;
                name.copyTo(block, at + used + RecLen.HEADER_BYTES);
                return true;
            }
        }
        return false;
    }

    /** Has the last entry end where no name may be any more. */
    public void cutTail() {
        for (int at = 0; at >= 0; at = after(at)) {
            if (at + RecLen.at(block, at, block.length) > limit) {
                setRecLen(at, limit - at);
            }
        }
    }

    private void setRecLen(int at, int recLen) {
        int stored = Math.min(recLen, WHOLE_BLOCK);
        block[at + REC_LEN] = (byte) stored;
        block[at + REC_LEN + 1] = (byte) (stored >> 8);
    }

    private void putInt(int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            block[at + i] = (byte) (value >> 8 * i);
        }
    }
}
