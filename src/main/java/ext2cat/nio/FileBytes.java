// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.bio.destination.ChannelDestination;
import ext2cat.disk.FileType;
import ext2cat.mpage.Contents;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The bytes of a file. Threads that read at positions of their own do not wait for each other;
 * those that use the channel's position do.
 *
 * <p>An interrupt does not close it: a read ends soon without that.
 */
final class FileBytes extends FileChannel {

    /** What is sent at once to a channel that may not want more. */
    private static final int PIECE_BYTES = 1 << 13;

    private final Ext2FileSystem fileSystem;
    private final Inode inode;
    private final long sizeBytes;

    /** Contents that nobody reads now: one serves one thread at a time. */
    private final Queue<Contents> idle = new ConcurrentLinkedQueue<>();

    private long position;

    /**
     * Opens a file.
     *
     * @throws FileSystemException if it has no bytes: it is a directory, a device, a pipe or a
     *     socket
     * @throws IOException if its contents cannot be read at all
     */
    FileBytes(Ext2FileSystem fileSystem, Ext2Path path, Inode inode) throws IOException {
        if (inode.type() != FileType.REGULAR) {
            throw new FileSystemException(
                    path.toString(), null, "is a %s".formatted(inode.type().label()));
        }
        this.fileSystem = fileSystem;
        this.inode = inode;
        this.sizeBytes = inode.sizeBytes();
        idle.add(inode.contents());
        fileSystem.register(this);
    }

    /** Does something with the contents, which no other thread does anything with meanwhile. */
    private interface Use<T> {
        T of(Contents contents) throws IOException;
    }

    private <T> T using(Use<T> use) throws IOException {
        verifyOpen();
        Contents contents = idle.poll();
        if (contents == null) {
            contents = inode.contents();
        }
        try {
            T result = use.of(contents);
            idle.add(contents);
            return result;
        } catch (IOException e) {
            if (!isOpen()) {
                throw (IOException) new AsynchronousCloseException().initCause(e);
            }
            throw e;
        }
    }

    private void verifyOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int read(ByteBuffer target, long from) throws IOException {
        requireNotNegative("position", from);
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("the buffer is read-only");
        }
        verifyOpen();
        if (from >= sizeBytes) {
            return -1;
        }
        MemorySegment memory = MemorySegment.ofBuffer(target);
        // At most what the buffer has room for, which is an int.
        int bytes = using(contents -> (int) contents.read(from, memory));
        target.position(target.position() + bytes);
        return bytes;
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        int bytes = read(target, position);
        position += Math.max(bytes, 0);
        return bytes;
    }

    @Override
    public synchronized long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, targets.length);
        verifyOpen();
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            if (targets[i].hasRemaining()) {
                int bytes = read(targets[i]);
                if (bytes < 0) {
                    return all == 0 ? -1 : all;
                }
                all += bytes;
            }
        }
        return all;
    }

    @Override
    public synchronized long position() throws IOException {
        verifyOpen();
        return position;
    }

    @Override
    public synchronized FileChannel position(long newPosition) throws IOException {
        verifyOpen();
        requireNotNegative("position", newPosition);
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        verifyOpen();
        return sizeBytes;
    }

    /** {@inheritDoc} Where the image is a file, the kernel moves what lies in long runs. */
    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        requireNotNegative("position", from);
        requireNotNegative("count", count);
        verifyOpen();
        if (!target.isOpen()) {
            throw new ClosedChannelException();
        }
        long bytes = Math.clamp(sizeBytes - from, 0, count);
        if (bytes == 0) {
            return 0;
        }
        if (target instanceof SelectableChannel channel && !channel.isBlocking()) {
            return offer(from, bytes, target);
        }
        return using(
                contents -> {
                    ChannelDestination way = new ChannelDestination(target, from, from + bytes);
                    contents.read(from, from + bytes, way);
                    way.finish();
                    return bytes;
                });
    }

    /** Writes as much of one piece as the channel takes. */
    private long offer(long from, long bytes, WritableByteChannel target) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(bytes, PIECE_BYTES));
        read(piece, from);
        return target.write(piece.flip());
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) throws IOException {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "%d bytes are too many for a buffer".formatted(size));
        }
        // Memory that is not on the heap makes a MappedByteBuffer, also of a copy.
        return (MappedByteBuffer) map(mode, from, size, Arena.ofAuto()).asByteBuffer();
    }

    /**
     * {@inheritDoc} What lies in one run of an image that is a file is mapped from there; all else
     * is a copy.
     */
    @Override
    public MemorySegment map(MapMode mode, long from, long size, Arena arena) throws IOException {
        requireNotNegative("position", from);
        requireNotNegative("size", size);
        verifyOpen();
        if (mode == MapMode.READ_WRITE || mode == MapMode.PRIVATE) {
            throw new NonWritableChannelException();
        }
        if (mode != MapMode.READ_ONLY) {
            throw new UnsupportedOperationException(mode.toString());
        }
        if (from > sizeBytes || size > sizeBytes - from) {
            throw new IOException(
                    "%d bytes from byte %d on are not inside of a file of %d bytes"
                            .formatted(size, from, sizeBytes));
        }
        return using(contents -> FileMapping.of(inode, contents, from, size, arena));
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) {
        return tryLock(from, size, shared);
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) {
        if (!shared) {
            throw new NonWritableChannelException();
        }
        throw new UnsupportedOperationException("nobody can change what lies in an image");
    }

    @Override
    public void force(boolean metaData) throws IOException {
        verifyOpen();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer source, long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new NonWritableChannelException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long to, long count) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    protected void implCloseChannel() {
        fileSystem.forget(this);
    }

    private static void requireNotNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s %d is negative".formatted(what, value));
        }
    }
}
