// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Where the bytes of an Android sparse image are. The place of a chunk is a number: of a raw chunk
 * its file and its position there; of a fill chunk the four bytes.
 *
 * @param files the files of the image
 * @param chunks what they hold
 * @param blockBytes the size of a block
 * @param countBlocks how many blocks the disk has
 */
record ChunkMap(List<BlockDevice> files, SparseChunks chunks, long blockBytes, long countBlocks)
        implements DiskMap {

    /** The place of a chunk that reads as zeros. */
    static final long NOTHING = -1;

    private static final int POSITION_BITS = 50;
    private static final long FILL = 1L << 62;

    /** So much of the four bytes is laid out at once. */
    private static final int FILL_BYTES = 1 << 16;

    /** The place of a raw chunk; the file has a number of at most 12 bits. */
    static long raw(int file, long atBytes) {
        return (long) file << POSITION_BITS | atBytes;
    }

    static long fill(long value) {
        return FILL | value;
    }

    @Override
    public DiskRun at(long positionBytes, long mostBytes) throws IOException {
        long block = positionBytes / blockBytes;
        int chunk = chunks.chunkOf(block);
        if (chunk == SparseChunks.NONE) {
            long endBytes = chunks.gapEnd(block, countBlocks) * blockBytes;
            return new DiskRun.Zeros(Math.min(mostBytes, endBytes - positionBytes));
        }
        long intoBytes = positionBytes - chunks.firstBlock(chunk) * blockBytes;
        long restBytes = Math.min(mostBytes, chunks.endBlock(chunk) * blockBytes - positionBytes);
        long place = chunks.place(chunk);
        if ((place & FILL) != 0) {
            int from = (int) (positionBytes % Integer.BYTES);
            return new DiskRun.Packed(place, from, Math.min(restBytes, FILL_BYTES - from));
        }
        return new DiskRun.Stored(
                files.get((int) (place >>> POSITION_BITS)),
                (place & (1L << POSITION_BITS) - 1) + intoBytes,
                restBytes);
    }

    @Override
    public byte[] unpack(long piece) {
        byte[] filled = new byte[FILL_BYTES];
        ByteBuffer bytes = ByteBuffer.wrap(filled).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putInt((int) piece); // the value is in the lower half
        }
        return filled;
    }
}
