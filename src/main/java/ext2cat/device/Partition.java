// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * A part of another device: a partition of a disk image, a file system after a header.
 *
 * <p>It may begin at any byte. It owns the whole device, and closes it with itself.
 */
public final class Partition implements BlockDevice {

    private final BlockDevice whole;
    private final long offsetBytes;
    private final Bounds bounds;

    private Partition(BlockDevice whole, long offsetBytes, Bounds bounds) {
        this.whole = whole;
        this.offsetBytes = offsetBytes;
        this.bounds = bounds;
    }

    /**
     * {@return what follows {@code offsetBytes}, to the end of the device}
     *
     * @param whole the device that is divided; it is closed with the part
     * @param offsetBytes the first byte of the part
     * @throws EOFException if the offset is negative or beyond the end of the device
     */
    public static Partition from(BlockDevice whole, long offsetBytes) throws EOFException {
        if (offsetBytes < 0 || offsetBytes > whole.sizeBytes()) {
            throw new EOFException(
                    "%s: offset %d is not inside its %d bytes"
                            .formatted(whole.name(), offsetBytes, whole.sizeBytes()));
        }
        return of(whole, offsetBytes, whole.sizeBytes() - offsetBytes);
    }

    /**
     * {@return {@code lengthBytes} bytes that begin at {@code offsetBytes}}
     *
     * @param whole the device that is divided; it is closed with the part
     * @param offsetBytes the first byte of the part
     * @param lengthBytes the size of the part
     * @throws EOFException if they are not wholly inside the device
     */
    public static Partition of(BlockDevice whole, long offsetBytes, long lengthBytes)
            throws EOFException {
        new Bounds(whole.name(), whole.sizeBytes()).check(offsetBytes, lengthBytes);
        String name = "%s (from byte %d)".formatted(whole.name(), offsetBytes);
        return new Partition(whole, offsetBytes, new Bounds(name, lengthBytes));
    }

    @Override
    public String name() {
        return bounds.name();
    }

    @Override
    public long sizeBytes() {
        return bounds.sizeBytes();
    }

    @Override
    public long startBytes() {
        return whole.startBytes() + offsetBytes;
    }

    @Override
    public void requireInside(long positionBytes, long lengthBytes) throws EOFException {
        bounds.check(positionBytes, lengthBytes);
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        bounds.check(positionBytes, destination.byteSize());
        // No overflow: the partition lies inside the whole, and the run inside the partition.
        whole.read(offsetBytes + positionBytes, destination);
    }

    @Override
    public void read(ReadBatch runs, MemorySegment destination) throws IOException {
        for (int run = 0; run < runs.count(); run++) {
            bounds.check(runs.positionBytes(run), runs.lengthBytes(run));
        }
        whole.read(runs.movedBy(offsetBytes), destination);
    }

    @Override
    public void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        bounds.check(positionBytes, lengthBytes);
        whole.transferTo(offsetBytes + positionBytes, lengthBytes, target);
    }

    @Override
    public Optional<MemorySegment> map(long positionBytes, long lengthBytes, Arena arena)
            throws IOException {
        bounds.check(positionBytes, lengthBytes);
        return whole.map(offsetBytes + positionBytes, lengthBytes, arena);
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
