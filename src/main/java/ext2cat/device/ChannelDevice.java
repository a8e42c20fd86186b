// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import ext2cat.host.BlockingWrite;
import ext2cat.host.OutputChannel;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image behind a channel: for file systems that cannot map (Jimfs, object stores).
 *
 * <p>A {@link FileChannel} is read by position (pread), by any number of threads at once. Any other
 * channel has one position, which reading threads take in turn. Channels are closed by the JDK when
 * a thread that uses them is interrupted; a device is then closed for all of its threads.
 */
public final class ChannelDevice implements BlockDevice {

    /** The most that one call asks of the channel; it bounds the JDK's temporary buffers. */
    private static final int MAX_PART_BYTES = 1 << 20;

    private final Bounds bounds;
    private final SeekableByteChannel channel;
    private final PositionalRead source;

    private ChannelDevice(Bounds bounds, SeekableByteChannel channel) {
        this.bounds = bounds;
        this.channel = channel;
        this.source = channel instanceof FileChannel file ? file::read : inTurn(channel);
    }

    /**
     * Opens the image at {@code path}, on whichever file system.
     *
     * @param path an image or a block device
     * @return the device, which closes the file with itself
     * @throws IOException if it cannot be opened; one of the {@code java.nio.file} exceptions
     */
    public static ChannelDevice open(Path path) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path);
        try {
            return of(path.toString(), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * {@return a device over a channel, which it closes with itself} Nobody else may move the
     * channel's position meanwhile.
     *
     * @param name what error messages call the device
     * @param channel open for reading
     * @throws IOException if the channel's size cannot be told
     */
    public static ChannelDevice of(String name, SeekableByteChannel channel) throws IOException {
        return new ChannelDevice(new Bounds(name, channel.size()), channel);
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
    public void requireInside(long positionBytes, long lengthBytes) throws EOFException {
        bounds.check(positionBytes, lengthBytes);
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        long lengthBytes = destination.byteSize();
        bounds.check(positionBytes, lengthBytes);
        for (long doneBytes = 0; doneBytes < lengthBytes; ) {
            long partBytes = Math.min(MAX_PART_BYTES, lengthBytes - doneBytes);
            ByteBuffer part = destination.asSlice(doneBytes, partBytes).asByteBuffer();
            doneBytes += readSome(part, positionBytes + doneBytes);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>From a file to a file, pipe or socket the kernel moves the bytes (copy_file_range,
     * sendfile, splice: {@link FileChannel#transferTo}). Where it cannot, as for a file in append
     * mode, the JDK finds another way by itself.
     *
     * <p>To a file whose file system shares no extents, copy_file_range moves page by page, which
     * takes longer than a large read and a large write.
     */
    @Override
    public void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        bounds.check(positionBytes, lengthBytes);
        if (target instanceof OutputChannel output) {
            if (output.isForTheKernel()) {
                transferTo(positionBytes, lengthBytes, output.channel());
            } else {
                copy(positionBytes, lengthBytes, output);
            }
            return;
        }
        BlockingWrite.requireBlocking(target);
        if (channel instanceof FileChannel file
                && (target instanceof FileChannel || target instanceof SelectableChannel)) {
            long endBytes = positionBytes + lengthBytes;
            for (long atBytes = positionBytes; atBytes < endBytes; ) {
                atBytes += sendSome(file, atBytes, endBytes - atBytes, target);
            }
        } else {
            BlockDevice.super.transferTo(positionBytes, lengthBytes, target);
        }
    }

    private void copy(long positionBytes, long lengthBytes, OutputChannel target)
            throws IOException {
        ByteBuffer piece = target.piece();
        for (long doneBytes = 0; doneBytes < lengthBytes; ) {
            piece.clear().limit((int) Math.min(piece.capacity(), lengthBytes - doneBytes));
            doneBytes += readSome(piece, positionBytes + doneBytes);
            piece.flip();
            BlockingWrite.run(target, piece);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Reads at least one byte, and no further than {@code part} is long. */
    private int readSome(ByteBuffer part, long positionBytes) throws IOException {
        int partBytes = part.remaining();
        int readBytes;
        try {
            readBytes = source.read(part, positionBytes);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "%s: %d bytes at byte %d cannot be read: %s"
                            .formatted(bounds.name(), partBytes, positionBytes, e.getMessage()),
                    e);
        }
        if (readBytes <= 0) {
            requireSize(positionBytes, partBytes);
            throw new IOException(
                    "%s: no bytes are given at byte %d, although there should be %d"
                            .formatted(bounds.name(), positionBytes, partBytes));
        }
        return readBytes;
    }

    /** Sends at least one byte, and no more than {@code lengthBytes}. */
    private long sendSome(
            FileChannel file, long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        long sentBytes;
        try {
            sentBytes = file.transferTo(positionBytes, lengthBytes, target);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            requireSize(positionBytes, lengthBytes);
            throw e;
        }
        if (sentBytes > 0) {
            return sentBytes;
        }
        requireSize(positionBytes, lengthBytes);
        // The target took nothing: a full pipe that some other program has made non-blocking.
        long pieceBytes = Math.min(lengthBytes, MAX_PART_BYTES);
        BlockDevice.super.transferTo(positionBytes, pieceBytes, target);
        return pieceBytes;
    }

    /** Throws if the channel does not hold a run any more that was inside it. */
    private void requireSize(long positionBytes, long lengthBytes) throws IOException {
        long sizeNowBytes = channel.size();
        // No overflow: the run was checked to lie inside the device.
        if (sizeNowBytes < positionBytes + lengthBytes) {
            throw bounds.shrunk(positionBytes, lengthBytes, sizeNowBytes);
        }
    }

    private static PositionalRead inTurn(SeekableByteChannel channel) {
        Object turn = new Object();
        return (part, positionBytes) -> {
            synchronized (turn) {
                return channel.position(positionBytes).read(part);
            }
        };
    }

    /** Reads some bytes at a position, as {@link FileChannel#read(ByteBuffer, long)} does. */
    @FunctionalInterface
    private interface PositionalRead {
        int read(ByteBuffer part, long positionBytes) throws IOException;
    }
}
