// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;

/** Sends a run of a device to a channel through a small buffer: the way that works everywhere. */
final class PiecewiseTransfer {

    private static final int MAX_PIECE_BYTES = 1 << 16;
    private static final long FULL_TARGET_WAIT_NANOS = 200_000;

    private PiecewiseTransfer() {}

    static void run(
            BlockDevice device, long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        new Bounds(device.name(), device.sizeBytes()).check(positionBytes, lengthBytes);
        requireBlocking(target);
        // The casts are safe: a piece has at most 64 KiB.
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(lengthBytes, MAX_PIECE_BYTES));
        for (long sentBytes = 0; sentBytes < lengthBytes; sentBytes += piece.limit()) {
            piece.clear().limit((int) Math.min(piece.capacity(), lengthBytes - sentBytes));
            device.read(positionBytes + sentBytes, MemorySegment.ofBuffer(piece));
            while (piece.hasRemaining()) {
                if (target.write(piece) == 0) {
                    // A full pipe that another program, unknown to the JDK, made non-blocking.
                    LockSupport.parkNanos(FULL_TARGET_WAIT_NANOS);
                }
            }
        }
    }

    static void requireBlocking(WritableByteChannel target) {
        if (target instanceof SelectableChannel selectable && !selectable.isBlocking()) {
            throw new IllegalBlockingModeException();
        }
    }
}
