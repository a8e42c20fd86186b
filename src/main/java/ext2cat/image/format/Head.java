// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The first bytes of something, by which its format is told. */
public final class Head {

    private Head() {}

    /**
     * The first bytes of a device, as many of them as there are; none if what it is in has lost
     * them. What cannot be read is of no format; whoever needs it later hears why.
     */
    public static byte[] of(BlockDevice device, int lengthBytes) throws IOException {
        return orNone(device, 0, lengthBytes);
    }

    /** The last bytes of a device; none if there are fewer, or they are lost as {@link #of}. */
    static byte[] ofEnd(BlockDevice device, int lengthBytes) throws IOException {
        return orNone(device, device.sizeBytes() - lengthBytes, lengthBytes);
    }

    private static byte[] orNone(BlockDevice device, long positionBytes, int lengthBytes)
            throws IOException {
        try {
            return at(device, positionBytes, lengthBytes);
        } catch (WrongContainerException | EOFException e) {
            return new byte[0];
        }
    }

    /** The bytes from a position on, as many of them as there are. */
    public static byte[] at(BlockDevice device, long positionBytes, int lengthBytes)
            throws IOException {
        if (positionBytes < 0) {
            return new byte[0];
        }
        byte[] head = new byte[Math.clamp(device.sizeBytes() - positionBytes, 0, lengthBytes)];
        if (head.length > 0) {
            device.read(positionBytes, MemorySegment.ofArray(head));
        }
        return head;
    }

    /** Whether the expected bytes are there. */
    public static boolean has(byte[] head, int at, byte[] expected) {
        return head.length >= at + expected.length
                && Arrays.equals(head, at, at + expected.length, expected, 0, expected.length);
    }

    /** A big-endian number of 8 bytes at most. */
    public static long bigEndian(byte[] head, int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | Byte.toUnsignedInt(head[at + i]);
        }
        return value;
    }

    /** A little-endian number of 8 bytes at most. */
    public static long number(byte[] head, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedInt(head[at + i]);
        }
        return value;
    }
}
