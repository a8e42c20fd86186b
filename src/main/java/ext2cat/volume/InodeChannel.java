// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.destination.ChannelDestination;
import ext2cat.disk.FileType;
import ext2cat.mpage.Contents;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;

/**
 * The contents of one file as Java's programs ask for them. One thread at a time reads, since a map
 * remembers its last branch.
 */
final class InodeChannel implements SeekableByteChannel {

    /** What the JDK's own collections take for the longest array of every JVM. */
    private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    private final Inode inode;
    private final Contents contents;
    private long positionBytes;
    private boolean closed;

    InodeChannel(Inode inode) throws IOException {
        if (inode.type() != FileType.REGULAR && inode.type() != FileType.SYMLINK) {
            throw refused(inode, "is a %s, which has no bytes to read", inode.type().label());
        }
        this.inode = inode;
        this.contents = inode.contents();
    }

    private static FileSystemException refused(Inode inode, String reason, Object value) {
        return new FileSystemException("inode " + inode.number(), null, reason.formatted(value));
    }

    /** Reads at a place that is independent of the channel's position. */
    synchronized int read(long position, ByteBuffer target) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (position >= contents.sizeBytes()) {
            return -1;
        }
        // At most what the buffer has room for, which is an int.
        int bytes = (int) contents.read(position, MemorySegment.ofBuffer(target));
        target.position(target.position() + bytes);
        return bytes;
    }

    byte[] readAllBytes() throws IOException {
        if (contents.sizeBytes() > MAX_ARRAY_BYTES) {
            throw refused(inode, "has %d bytes, more than an array", contents.sizeBytes());
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) contents.sizeBytes()); // checked above
        read(0, bytes);
        return bytes.array();
    }

    long transferTo(WritableByteChannel target) throws IOException {
        ChannelDestination way = new ChannelDestination(target, 0, contents.sizeBytes());
        contents.read(0, contents.sizeBytes(), way);
        way.finish();
        return contents.sizeBytes();
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        verifyOpen();
        int bytes = read(positionBytes, target);
        positionBytes += Math.max(bytes, 0);
        return bytes;
    }

    @Override
    public synchronized long position() throws IOException {
        verifyOpen();
        return positionBytes;
    }

    @Override
    public synchronized SeekableByteChannel position(long newPosition) throws IOException {
        verifyOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position " + newPosition + " is negative");
        }
        positionBytes = newPosition;
        return this;
    }

    @Override
    public synchronized long size() throws IOException {
        verifyOpen();
        return contents.sizeBytes();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void verifyOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
