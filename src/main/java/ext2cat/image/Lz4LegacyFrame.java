// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Expands one frame of the legacy lz4 format, which kernels and their initial RAM disks come in: a
 * magic number of 4 bytes, then blocks of 8 MiB at most, each after the size of its data. No mark
 * ends it; it ends with the file, or where no size can stand.
 */
final class Lz4LegacyFrame extends MemberStream {

    private static final long MAGIC = 0x184c2102L;
    private static final int SIZE_FIELD_BYTES = 4;
    private static final int BLOCK_BYTES = 8 << 20;

    /** LZ4_compressBound: what 8 MiB make when they do not compress. */
    private static final long MOST_COMPRESSED_BYTES = BLOCK_BYTES + BLOCK_BYTES / 255 + 16;

    private final CompressedInput in;
    private BlockData data = new BlockData(0);
    private InputStream block = InputStream.nullInputStream();

    /** Reads the magic number. */
    Lz4LegacyFrame(CompressedInput in) throws IOException {
        this.in = in;
        if (in.number(4) != MAGIC) {
            throw new IOException("no lz4 frame where one should begin");
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
        if (lengthBytes == 0) {
            return 0;
        }
        int got = block.read(buffer, offset, lengthBytes);
        while (got < 0) {
            // The library takes the end of the data after any copy for that of the block.
            if (data.leftBytes > 0) {
                throw new EOFException("a block ends too early");
            }
            if (!nextBlock()) {
                return -1;
            }
            got = block.read(buffer, offset, lengthBytes);
        }
        return got;
    }

    /** Goes on to the next block, if there is one. */
    private boolean nextBlock() throws IOException {
        long position = in.positionBytes();
        if (in.remainingBytes() >= SIZE_FIELD_BYTES) {
            long sizeBytes = in.number(SIZE_FIELD_BYTES);
            if (sizeBytes > 0 && sizeBytes <= MOST_COMPRESSED_BYTES) {
                data = new BlockData(sizeBytes);
                block = new ExactStream(new BlockLZ4CompressorInputStream(data), in);
                return true;
            }
        }
        in.seek(position);
        return false;
    }

    /** The bytes of one block. */
    private final class BlockData extends InputStream {

        private long leftBytes;

        private BlockData(long sizeBytes) {
            this.leftBytes = sizeBytes;
        }

        @Override
        public int read() throws IOException {
            return leftBytes-- > 0 ? in.read() : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
            if (leftBytes <= 0) {
                return -1;
            }
            // The cast is safe: at most lengthBytes.
            int got = in.read(buffer, offset, (int) Math.min(lengthBytes, leftBytes));
            leftBytes -= got;
            return got;
        }
    }
}
