// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.nio.ByteOrder;

/**
 * The fixed part of one binary record: struct blk_io_trace of linux/blktrace_api.h (version 7, 48
 * bytes) or struct blk_io_trace2 (version 8, 64 bytes, with a wider action after the pid). Both are
 * in the byte order of the recording machine, and {@code pduBytes} bytes follow.
 */
record BlktraceRecord(
        int sequence,
        long timeNanos,
        long sector,
        long bytes,
        long action,
        int pid,
        int device,
        int cpu,
        int pduBytes) {

    /** The upper 24 bits of the first word; the lowest 8 are the version. */
    static final int MAGIC = 0x65617400;

    /** The fixed part of the shortest version, and of the longest. */
    static final int MIN_BYTES = 48;

    static final int MAX_BYTES = 64;

    private static final int VERSION_7 = 7;
    private static final int VERSION_8 = 8;

    /** Whether the word begins a record of any version. */
    static boolean isMagic(int word) {
        return (word & 0xffffff00) == MAGIC;
    }

    /** Whether the word begins a record of a version that can be read. */
    static boolean isKnown(int word) {
        return isMagic(word) && (version(word) == VERSION_7 || version(word) == VERSION_8);
    }

    /** The version in a first word. */
    static int version(int word) {
        return word & 0xff;
    }

    /** The size of the fixed part that a first word announces. */
    static int sizeBytes(int word) {
        return version(word) == VERSION_8 ? MAX_BYTES : MIN_BYTES;
    }

    /** Decodes the available bytes, of which there are {@link #sizeBytes}. */
    static BlktraceRecord decode(ByteInput input, ByteOrder order) {
        boolean wide = version(word(input, order, 0)) == VERSION_8;
        return new BlktraceRecord(
                word(input, order, 4),
                quad(input, order, 8),
                quad(input, order, 16),
                Integer.toUnsignedLong(word(input, order, 24)),
                wide ? quad(input, order, 32) : Integer.toUnsignedLong(word(input, order, 28)),
                word(input, order, wide ? 28 : 32),
                word(input, order, wide ? 40 : 36),
                word(input, order, wide ? 44 : 40),
                half(input, order, wide ? 50 : 46));
    }

    /** The device of a dev_t as the kernel has it: the low 20 bits are the minor (MINORBITS). */
    static DeviceNumber device(int kernelNumber) {
        return new DeviceNumber(kernelNumber >>> 20, kernelNumber & (1 << 20) - 1);
    }

    static int word(ByteInput input, ByteOrder order, int at) {
        return order == ByteOrder.LITTLE_ENDIAN
                ? half(input, order, at) | half(input, order, at + 2) << 16
                : half(input, order, at) << 16 | half(input, order, at + 2);
    }

    static long quad(ByteInput input, ByteOrder order, int at) {
        long first = Integer.toUnsignedLong(word(input, order, at));
        long second = Integer.toUnsignedLong(word(input, order, at + 4));
        return order == ByteOrder.LITTLE_ENDIAN ? first | second << 32 : first << 32 | second;
    }

    private static int half(ByteInput input, ByteOrder order, int at) {
        int first = input.peek(at);
        int second = input.peek(at + 1);
        return order == ByteOrder.LITTLE_ENDIAN ? first | second << 8 : first << 8 | second;
    }
}
