// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio.destination;

import ext2cat.bio.BioDestination;
import ext2cat.device.BlockDevice;
import ext2cat.device.ReadBatch;
import ext2cat.host.BlockingWrite;
import ext2cat.host.OutputChannel;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * Sends a range of a file to a channel, front to back: the runs, and zeros for the holes between
 * them. Call {@link #finish} at the end, for the hole that may be last.
 *
 * <p>A large run of a large range is left to the device, which can let the kernel move it. All else
 * is gathered in a buffer, so that a fragmented file does not take a system call a block.
 */
public final class ChannelDestination implements BioDestination {

    private static final int BUFFER_BYTES = 1 << 18;

    /** From this size on, moving a run on its own beats copying it into the buffer. */
    private static final long LARGE_RUN_BYTES = 1 << 16;

    /** From this size on, a range is worth the native calls that move its large runs. */
    private static final long LARGE_RANGE_BYTES = 8 << 20;

    private final WritableByteChannel channel;
    private final long endBytes;
    private final boolean largeRange;
    private final ReadBatch pending = new ReadBatch();
    private long positionBytes;
    private ByteBuffer held = ByteBuffer.allocate(0);
    private MemorySegment memory = MemorySegment.NULL;
    private Optional<BlockDevice> source = Optional.empty();

    /**
     * A way out for the bytes from {@code startBytes} to before {@code endBytes}.
     *
     * @param channel takes the bytes; blocking
     * @param startBytes the file offset of the first byte to send
     * @param endBytes the file offset after the last byte to send, at most the file's size
     */
    public ChannelDestination(WritableByteChannel channel, long startBytes, long endBytes) {
        this.channel = channel;
        this.positionBytes = startBytes;
        this.endBytes = endBytes;
        this.largeRange = endBytes - startBytes >= LARGE_RANGE_BYTES;
        if (channel instanceof OutputChannel output) {
            output.expect(endBytes - startBytes);
        }
    }

    /** {@return how far the range has been sent: the file offset of the next byte} */
    long positionBytes() {
        return positionBytes;
    }

    @Override
    public void read(
            BlockDevice device, long devicePosition, long fileOffsetBytes, long lengthBytes)
            throws IOException {
        long from = Math.max(fileOffsetBytes, takenBytes());
        // Compared before it is added: the last block of the largest file ends beyond 2^63 - 1.
        long to =
                lengthBytes < endBytes - fileOffsetBytes ? fileOffsetBytes + lengthBytes : endBytes;
        if (from < to) {
            takeZeros(from);
            long fromDevice = devicePosition + (from - fileOffsetBytes);
            if (largeRange && to - from >= LARGE_RUN_BYTES) {
                flush();
                device.transferTo(fromDevice, to - from, channel);
                positionBytes = to;
            } else {
                take(device, fromDevice, to - from);
            }
        }
    }

    /**
     * {@inheritDoc} When the channel fails, what it did not take is dropped, and when a run cannot
     * be read, all after it.
     */
    @Override
    public void flush() throws IOException {
        try {
            fetch();
            send();
        } finally {
            pending.clear();
            held.clear();
        }
    }

    /** Reads what is to be held. After a failure, what comes before it is sent. */
    private void fetch() throws IOException {
        if (pending.count() == 0) {
            return;
        }
        try {
            source.orElseThrow().read(pending, memory);
        } catch (IOException e) {
            fetchUpToFailure();
        }
    }

    private void fetchUpToFailure() throws IOException {
        for (int run = 0; run < pending.count(); run++) {
            long place = pending.placeBytes(run);
            try {
                source.orElseThrow()
                        .read(
                                pending.positionBytes(run),
                                memory.asSlice(place, pending.lengthBytes(run)));
            } catch (IOException e) {
                held.position((int) place); // inside the buffer
                send();
                throw e;
            }
        }
    }

    private void send() throws IOException {
        held.flip();
        try {
            BlockingWrite.run(channel, held);
        } finally {
            positionBytes += held.position();
        }
    }

    @Override
    public void endsBefore(long fileOffsetBytes) throws IOException {
        takeZeros(Math.min(fileOffsetBytes, endBytes));
    }

    /**
     * Sends the zeros of a hole at the end of the range.
     *
     * @throws IOException if the channel does not take them
     */
    public void finish() throws IOException {
        takeZeros(endBytes);
        flush();
    }

    /** The file offset after what was sent or is held. */
    private long takenBytes() {
        return positionBytes + held.position();
    }

    private void take(BlockDevice device, long devicePosition, long lengthBytes)
            throws IOException {
        device.requireInside(devicePosition, lengthBytes);
        if (source.isEmpty() || source.get() != device) {
            flush();
            source = Optional.of(device);
        }
        for (long doneBytes = 0; doneBytes < lengthBytes; ) {
            // At most the buffer's size, so the narrowing keeps the value.
            int pieceBytes = (int) Math.min(room(), lengthBytes - doneBytes);
            pending.add(devicePosition + doneBytes, held.position(), pieceBytes);
            held.position(held.position() + pieceBytes);
            doneBytes += pieceBytes;
        }
    }

    private void takeZeros(long end) throws IOException {
        boolean allZeros = false;
        while (takenBytes() < end) {
            int zeros = (int) Math.min(room(), end - takenBytes());
            if (!allZeros) {
                memory.asSlice(held.position(), zeros).fill((byte) 0);
                // A long hole fills the buffer once and sends it many times.
                allZeros = zeros == BUFFER_BYTES;
            }
            held.position(held.position() + zeros);
        }
    }

    /** How many bytes the buffer can take, at least one; sends what it holds if it is full. */
    private int room() throws IOException {
        if (held.capacity() == 0) {
            held = ByteBuffer.allocateDirect(BUFFER_BYTES);
            memory = MemorySegment.ofBuffer(held);
        }
        if (!held.hasRemaining()) {
            flush();
        }
        return held.remaining();
    }
}
