// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of an inode with number 12, all 0, for tests to fill in. */
final class InodeBytes {

    private final ByteBuffer bytes;

    InodeBytes(int sizeBytes) {
        bytes = ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    InodeBytes u16(int offset, int value) {
        bytes.putShort(offset, (short) value);
        return this;
    }

    InodeBytes u32(int offset, long value) {
        bytes.putInt(offset, (int) value);
        return this;
    }

    InodeBytes text(int offset, String ascii) {
        return bytes(offset, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    InodeBytes bytes(int offset, byte[] values) {
        bytes.put(offset, values);
        return this;
    }

    /** The inode, in an image with that superblock. */
    DiskInode decode(SuperblockBytes superblock) throws Ext2Exception {
        return decodeAt(0, superblock);
    }

    /** The inode, behind {@code offset} bytes of 0xFF in its table. */
    DiskInode decodeAt(int offset, SuperblockBytes superblock) throws Ext2Exception {
        superblock.u16(SuperblockLayout.INODE_SIZE, bytes.capacity());
        byte[] table = new byte[offset + bytes.capacity()];
        Arrays.fill(table, (byte) 0xFF);
        System.arraycopy(bytes.array(), 0, table, offset, bytes.capacity());
        return DiskInode.decode(
                MemorySegment.ofArray(table), offset, 12, InodeFormat.of(superblock.verified()));
    }
}
