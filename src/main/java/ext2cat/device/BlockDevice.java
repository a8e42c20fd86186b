// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;

/**
 * The bytes of an image, whatever carries them: a mapping, a channel, a part of another device.
 * Read-only.
 *
 * <p>Implementations may be used by several threads at once.
 */
public interface BlockDevice extends Closeable {

    /** What an error message calls this device; for a file, its path as the user gave it. */
    String name();

    /** The device's size in bytes. It need not be a multiple of any block size. */
    long sizeBytes();

    /**
     * Fills {@code destination} with the bytes that begin at {@code positionBytes}.
     *
     * @param positionBytes from the start of the device, not negative
     * @param destination filled entirely, or its content is unspecified when this throws
     * @throws java.io.EOFException if the run is not wholly inside the device (the message names
     *     the device, the run and the size), also when the image was made shorter after it was
     *     opened
     * @throws IOException if the bytes cannot be read
     */
    void read(long positionBytes, MemorySegment destination) throws IOException;

    /**
     * Sends a run of bytes to {@code target}, without a copy in user space where device and target
     * allow it.
     *
     * @param positionBytes from the start of the device, not negative
     * @param lengthBytes how many bytes; all of them are sent
     * @throws java.io.EOFException as {@link #read}
     * @throws IOException if the bytes cannot be read or {@code target} fails
     */
    void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException;
}
