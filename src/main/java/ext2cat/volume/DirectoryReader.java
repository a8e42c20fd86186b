// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.SegmentDestination;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DirentCursor;
import ext2cat.mpage.StreamReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;

/**
 * Reads the entries of a directory in the order in which they lie there, {@code .} and {@code ..}
 * among them (ext2_readdir). A directory with a hash index is read the same way: its tables look
 * like unused entries.
 *
 * <p>When {@link #next} throws, the damaged block is given up, and the next call goes on behind it.
 */
public final class DirectoryReader {

    private static final int WINDOW_BYTES = 1 << 16;

    private final StreamReader reader;
    private final DirentCursor cursor;
    private final int blockSizeBytes;
    private final long sizeBytes;
    private final byte[] window;
    private int windowLimit;
    private long windowStart;
    private int windowLength;
    private int windowOffset;

    /**
     * A reader that stands before the first entry.
     *
     * @throws NotDirectoryException if the inode is none
     * @throws CorruptImageException if its size makes no sense
     */
    public DirectoryReader(Inode directory) throws IOException {
        if (!directory.isDirectory()) {
            throw new NotDirectoryException("inode " + directory.number());
        }
        Volume volume = directory.volume();
        this.reader = directory.reader();
        this.cursor = DirentCursor.of(volume.superblock(), directory.number());
        this.blockSizeBytes = volume.blockSizeBytes();
        this.sizeBytes = directory.sizeBytes();
        if (sizeBytes % blockSizeBytes != 0) {
            throw new CorruptImageException(
                    "directory inode %d: size %d is not a multiple of the block size, %d"
                            .formatted(directory.number(), sizeBytes, blockSizeBytes));
        }
        this.window = new byte[(int) Math.min(WINDOW_BYTES, sizeBytes)];
        this.windowLimit = window.length;
    }

    /**
     * Goes to the next entry in use.
     *
     * @return false at the end of the directory
     * @throws CorruptImageException if an entry makes no sense
     */
    public boolean next() throws IOException {
        while (!cursor.next()) {
            if (windowOffset == windowLength && !readWindow()) {
                return false;
            }
            MemorySegment block =
                    MemorySegment.ofArray(window).asSlice(windowOffset, blockSizeBytes);
            cursor.start(block, (windowStart + windowOffset) / blockSizeBytes);
            windowOffset += blockSizeBytes;
        }
        return true;
    }

    /** The entry at hand. */
    public DirentCursor entry() {
        return cursor;
    }

    /** Reads what follows; a block at a time from the first on that cannot be read. */
    private boolean readWindow() throws IOException {
        windowStart += windowLength;
        windowLength = 0;
        windowOffset = 0;
        int length = (int) Math.min(windowLimit, sizeBytes - windowStart);
        if (length == 0) {
            return false;
        }
        try {
            read(length);
        } catch (IOException e) {
            if (length == blockSizeBytes) {
                windowStart += length; // given up
                throw e;
            }
            windowLimit = blockSizeBytes;
            return readWindow();
        }
        windowLength = length;
        return true;
    }

    private void read(int lengthBytes) throws IOException {
        Arrays.fill(window, 0, lengthBytes, (byte) 0);
        reader.read(
                windowStart,
                windowStart + lengthBytes,
                new SegmentDestination(
                        MemorySegment.ofArray(window).asSlice(0, lengthBytes), windowStart));
    }
}
