// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An image on any Hadoop file system, read by position. Short reads, which are those of metadata,
 * go through a cache of blocks of bounded size; whole blocks of a long read pass it by.
 */
final class HadoopChannel implements SeekableByteChannel {

    private final FSDataInputStream stream;
    private final long size;
    private final int blockBytes;
    private final LinkedHashMap<Long, byte[]> cache;
    private long position;
    private long bytesRead;
    private long requests;
    private boolean open = true;

    private HadoopChannel(FSDataInputStream stream, long size, ScanOptions options) {
        this.stream = stream;
        this.size = size;
        this.blockBytes = options.blockBytes();
        this.cache =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
                        return size() > options.cacheBlocks();
                    }
                };
    }

    static HadoopChannel open(
            String image, long size, ScanOptions options, Configuration configuration)
            throws IOException {
        Path path = new Path(image);
        return new HadoopChannel(path.getFileSystem(configuration).open(path), size, options);
    }

    /** How much was asked of the file system. */
    long bytesRead() {
        return bytesRead;
    }

    /** How often the file system was asked. */
    long requests() {
        return requests;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        long end = Math.min(size, position + target.remaining());
        int read = (int) (end - position); // as many as the buffer takes
        while (position < end) {
            long wholeBlocks = (end - position) / blockBytes * blockBytes;
            if (wholeBlocks > 0 && position % blockBytes == 0) {
                put(fetch(position, (int) wholeBlocks), 0, (int) wholeBlocks, target);
                continue;
            }
            byte[] block = cached(position / blockBytes);
            int from = (int) (position % blockBytes);
            put(block, from, (int) Math.min(block.length - from, end - position), target);
        }
        return read;
    }

    private void put(byte[] bytes, int from, int count, ByteBuffer target) {
        target.put(bytes, from, count);
        position += count;
    }

    private byte[] cached(long number) throws IOException {
        byte[] block = cache.get(number);
        if (block == null) {
            long start = number * blockBytes;
            block = fetch(start, (int) Math.min(blockBytes, size - start));
            cache.put(number, block);
        }
        return block;
    }

    private byte[] fetch(long start, int count) throws IOException {
        byte[] bytes = new byte[count];
        stream.readFully(start, bytes);
        bytesRead += count;
        requests++;
        return bytes;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        stream.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }
}
