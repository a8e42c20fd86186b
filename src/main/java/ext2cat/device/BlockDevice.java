// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import ext2cat.host.BlockingWrite;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * The bytes of an image, whatever carries them: a mapping, a channel, a part of another device.
 * Read-only.
 *
 * <p>Implementations may be used by several threads at once. A device that is read after it was
 * closed throws {@link java.nio.channels.ClosedChannelException} or another {@link IOException}.
 */
public interface BlockDevice extends Closeable {

    /**
     * {@return what an error message calls this device; for a file, its path as the user gave it}
     */
    String name();

    /** {@return the device's size in bytes} It need not be a multiple of any block size. */
    long sizeBytes();

    /**
     * {@return where the device begins on the disk that it is a part of, in bytes; 0 if it is
     * whole}
     */
    default long startBytes() {
        return 0;
    }

    /**
     * Refuses a run that is not wholly inside the device.
     *
     * @param positionBytes where the run begins
     * @param lengthBytes how long it is
     * @throws EOFException that names the device, the run and the size
     */
    default void requireInside(long positionBytes, long lengthBytes) throws EOFException {
        new Bounds(name(), sizeBytes()).check(positionBytes, lengthBytes);
    }

    /**
     * Fills {@code destination} with the bytes that begin at {@code positionBytes}.
     *
     * @param positionBytes from the start of the device
     * @param destination native memory or a segment over a byte array; filled entirely, or its
     *     content is unspecified when this throws
     * @throws EOFException if the run is not wholly inside the device (the message names the
     *     device, the run and the size); {@link DeviceShrunkException} if it was when the device
     *     was opened
     * @throws IOException if the bytes cannot be read
     */
    void read(long positionBytes, MemorySegment destination) throws IOException;

    /**
     * Fills parts of {@code destination} with one run each, as {@link #read(long, MemorySegment)}
     * does, but may take less time for many short runs.
     *
     * <p>This implementation reads one run after another.
     *
     * @param runs where each run begins, how long it is, and where its bytes go
     * @param destination takes the bytes; has room for all of them
     * @throws IOException as for one run; the content of all parts is unspecified then
     */
    default void read(ReadBatch runs, MemorySegment destination) throws IOException {
        for (int run = 0; run < runs.count(); run++) {
            read(
                    runs.positionBytes(run),
                    destination.asSlice(runs.placeBytes(run), runs.lengthBytes(run)));
        }
    }

    /**
     * Sends a run of bytes to {@code target}, without a copy in user space where device and target
     * allow it.
     *
     * <p>This implementation {@linkplain #read reads} the run piece by piece and writes each piece.
     *
     * @param positionBytes from the start of the device
     * @param lengthBytes how many bytes; all of them are sent
     * @param target a channel in blocking mode; a {@code FileChannel} is written at its position
     * @throws EOFException as {@link #read}; nothing was sent if the run was never inside the
     *     device, and the bytes before the new end may have been sent if the device shrank
     * @throws IOException if the bytes cannot be read or {@code target} fails
     * @throws IllegalBlockingModeException if {@code target} is in non-blocking mode
     */
    default void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        requireInside(positionBytes, lengthBytes);
        BlockingWrite.requireBlocking(target);
        // The casts are safe: a piece has at most 64 KiB.
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(lengthBytes, 1 << 16));
        for (long sentBytes = 0; sentBytes < lengthBytes; sentBytes += piece.limit()) {
            piece.clear().limit((int) Math.min(piece.capacity(), lengthBytes - sentBytes));
            read(positionBytes + sentBytes, MemorySegment.ofBuffer(piece));
            BlockingWrite.run(target, piece);
        }
    }

    /**
     * {@return the pages of a run as memory, which shows what is there until {@code arena} ends;
     * empty if the device is no file that can be mapped} A device that can map says so itself: this
     * implementation cannot.
     *
     * @param positionBytes from the start of the device
     * @param lengthBytes how many bytes
     * @param arena ends the mapping, which may outlive the device
     * @throws EOFException as {@link #read}
     * @throws IOException if the file cannot be mapped
     */
    default Optional<MemorySegment> map(long positionBytes, long lengthBytes, Arena arena)
            throws IOException {
        return Optional.empty();
    }
}
