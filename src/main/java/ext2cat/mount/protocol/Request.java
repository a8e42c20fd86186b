// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.protocol;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.ProtocolException;

/**
 * A request of the kernel: a header of 40 bytes (struct fuse_in_header), and what the opcode asks
 * to be there after it. Numbers are in the machine's order; both machines known here have the low
 * byte first.
 *
 * @param opcode what is asked for
 * @param unique the number of the request
 * @param node the file that it is about; 1 is the root
 * @param uid who asks
 * @param body what comes after the header; valid until the next request is read
 */
public record Request(Opcode opcode, long unique, long node, long uid, MemorySegment body) {

    /** The node of the root directory (FUSE_ROOT_ID). */
    public static final long ROOT = 1;

    private static final int HEADER_BYTES = 40;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    /**
     * Decodes a message.
     *
     * @param message as long as what was read
     * @throws ProtocolException if it is shorter than its header, or not as long as that says
     */
    public static Request of(MemorySegment message) throws ProtocolException {
        long bytes = message.byteSize();
        if (bytes < HEADER_BYTES || message.get(INT, 0) != bytes) {
            throw new ProtocolException("a request of %d bytes makes no sense".formatted(bytes));
        }
        return new Request(
                Opcode.of(message.get(INT, 4)),
                message.get(LONG, 8),
                message.get(LONG, 16),
                Integer.toUnsignedLong(message.get(INT, 24)),
                message.asSlice(HEADER_BYTES));
    }

    /** A number of 32 bits in the body, which is a size or a flag word and never negative. */
    long u32(long offset) {
        return Integer.toUnsignedLong(body.get(INT, offset));
    }

    /** Of {@code READ}, {@code READDIR} and {@code LSEEK}: from where on. */
    public long position() {
        return body.get(LONG, 8);
    }

    /** Of {@code READ} and {@code READDIR}: how many bytes there is room for. */
    public long size() {
        return u32(16);
    }

    /** Of {@code LSEEK}: what is looked for. */
    public long whence() {
        return u32(16);
    }

    /** Of {@code GETXATTR} and {@code LISTXATTR}: room for the answer; 0 to ask for its size. */
    public long room() {
        return u32(0);
    }

    /** Of {@code LOOKUP}: the name. */
    public byte[] name() throws ProtocolException {
        return nameAt(0);
    }

    /** Of {@code GETXATTR}: the name of the attribute. */
    public byte[] attribute() throws ProtocolException {
        return nameAt(8);
    }

    /** Of {@code INTERRUPT}: which request. */
    public long interrupted() {
        return body.get(LONG, 0);
    }

    private byte[] nameAt(long offset) throws ProtocolException {
        long end = offset;
        while (end < body.byteSize() && body.get(ValueLayout.JAVA_BYTE, end) != 0) {
            end++;
        }
        if (end >= body.byteSize()) {
            throw new ProtocolException("a name in a request has no end");
        }
        return body.asSlice(offset, end - offset).toArray(ValueLayout.JAVA_BYTE);
    }
}
