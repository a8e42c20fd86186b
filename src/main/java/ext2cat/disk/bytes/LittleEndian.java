// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.bytes;

import java.lang.foreign.MemorySegment;

/** Reads the little-endian integers of the format (__le16, __le32, __le64) from copied bytes. */
public final class LittleEndian {

    private LittleEndian() {}

    /** The {@code length} bytes at {@code offset} of {@code segment}, in an array of their own. */
    public static byte[] copy(MemorySegment segment, long offset, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(segment, offset, MemorySegment.ofArray(bytes), 0, length);
        return bytes;
    }

    public static int u8(byte[] bytes, int offset) {
        return bytes[offset] & 0xff;
    }

    public static int u16(byte[] bytes, int offset) {
        return bytes[offset] & 0xff | (bytes[offset + 1] & 0xff) << 8;
    }

    /** The 32 bits as they are: negative from 2^31 on. */
    public static int i32(byte[] bytes, int offset) {
        return u16(bytes, offset) | u16(bytes, offset + 2) << 16;
    }

    public static long u32(byte[] bytes, int offset) {
        return Integer.toUnsignedLong(i32(bytes, offset));
    }

    /** The 64 bits as they are: negative from 2^63 on. */
    public static long i64(byte[] bytes, int offset) {
        return u32(bytes, offset) | u32(bytes, offset + 4) << 32;
    }
}
