// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A metadata block in memory, up to date (buffer_head). */
public final class BufferHead {

    private final long diskBlock;
    private final byte[] bytes;
    private boolean verified;

    /** A block with these bytes, which nobody changes any more. */
    BufferHead(long diskBlock, byte[] bytes) {
        this.diskBlock = diskBlock;
        this.bytes = bytes;
    }

    /** {@return the block's number in the file system} */
    public long diskBlock() {
        return diskBlock;
    }

    /** Whether its checksum was verified (buffer_verified). A race has it verified twice. */
    boolean isVerified() {
        return verified;
    }

    /** Its checksum need not be verified again. */
    void setVerified() {
        verified = true;
    }

    /** The bytes themselves. */
    byte[] bytes() {
        return bytes;
    }

    /** {@return its bytes, one block, read-only} */
    public MemorySegment data() {
        return MemorySegment.ofArray(bytes).asReadOnly();
    }

    /**
     * {@return a copy of some of its bytes, which all lie in the block}
     *
     * @param offsetBytes where in the block they begin
     * @param lengthBytes how many they are
     */
    public byte[] copy(int offsetBytes, int lengthBytes) {
        return Arrays.copyOfRange(bytes, offsetBytes, offsetBytes + lengthBytes);
    }

    /**
     * The block pointer at {@code index}: a little-endian u32.
     *
     * <p>Put together from bytes: the first access to a segment through a layout takes the JVM
     * milliseconds to link, and without the second compiler each one is a call.
     */
    long pointer(int index) {
        int at = index * Integer.BYTES;
        int value =
                bytes[at] & 0xff
                        | (bytes[at + 1] & 0xff) << 8
                        | (bytes[at + 2] & 0xff) << 16
                        | bytes[at + 3] << 24;
        return Integer.toUnsignedLong(value);
    }

    /**
     * All block pointers, as {@link #pointer} tells them but unsigned only in its bits.
     *
     * <p>One copy of the JVM's own: a loop over a block takes longer than all else that is done
     * with it, as long as it is not compiled.
     */
    int[] pointers() {
        int[] pointers = new int[bytes.length / Integer.BYTES];
        littleEndian().asIntBuffer().get(pointers);
        return pointers;
    }

    /** Its bytes, read-only, at position 0, in the order of numbers on disk. */
    ByteBuffer littleEndian() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
