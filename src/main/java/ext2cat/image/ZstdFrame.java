// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Expands one frame of zstd data (RFC 8878, section 3.1), block by block: a frame is a header of 6
 * to 18 bytes, blocks of 128 KiB at most, and perhaps a checksum of 4 bytes.
 *
 * <p>The library is given one of these parts at a time, so that what it says of the last one takes
 * nothing from those before: of a buffer that holds several blocks, it gives none when the last of
 * them is wrong.
 */
final class ZstdFrame extends MemberStream {

    private static final long MAGIC = 0xfd2fb528L;

    /** Block types: one byte that is repeated, and one that has no meaning yet. */
    private static final int RLE = 1;

    private static final int RESERVED = 3;

    /** Block_Maximum_Size, with its header. */
    private static final int MOST_BYTES = (1 << 17) + 3;

    private final CompressedInput in;
    private final ZstdDecompressCtx decoder = new ZstdDecompressCtx();
    private final ByteBuffer part = ByteBuffer.allocateDirect(MOST_BYTES);
    private final ByteBuffer expanded = ByteBuffer.allocateDirect(MOST_BYTES).limit(0);
    private final boolean hasChecksum;
    private boolean isCut;
    private boolean lastBlock;
    private boolean ended;

    /** Reads the header. */
    ZstdFrame(CompressedInput in) throws IOException {
        this.in = in;
        long magic = in.number(4);
        if (magic != MAGIC) {
            throw new IOException("no zstd frame where one should begin");
        }
        int descriptor = (int) in.number(1);
        hasChecksum = (descriptor >> 2 & 1) != 0;
        in.seek(in.positionBytes() - 5);
        try {
            expand(5 + headerBytes(descriptor));
        } catch (IOException | RuntimeException e) {
            decoder.close();
            throw e;
        }
    }

    /** How many bytes of the frame's header follow its descriptor. */
    private static int headerBytes(int descriptor) {
        boolean singleSegment = (descriptor >> 5 & 1) != 0;
        int contentSizeFlag = descriptor >> 6;
        int windowBytes = singleSegment ? 0 : 1;
        // The sizes double with the flag, but a flag of 0 stands for no field or for one byte.
        int contentSizeBytes =
                contentSizeFlag == 0 ? (singleSegment ? 1 : 0) : 1 << contentSizeFlag;
        int dictionaryFlag = descriptor & 3;
        int dictionaryBytes = dictionaryFlag == 0 ? 0 : 1 << dictionaryFlag - 1;
        return windowBytes + dictionaryBytes + contentSizeBytes;
    }

    @Override
    public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
        if (lengthBytes == 0) {
            return 0;
        }
        while (!expanded.hasRemaining()) {
            if (ended) {
                return -1;
            }
            nextBlock();
        }
        int got = Math.min(lengthBytes, expanded.remaining());
        expanded.get(buffer, offset, got);
        return got;
    }

    private void nextBlock() throws IOException {
        if (isCut) {
            throw new EOFException("the data ends too early");
        }
        if (lastBlock) {
            ended = true;
            checkChecksum();
            return;
        }
        int header = (int) in.number(3);
        lastBlock = (header & 1) != 0;
        int sizeBytes = header >> 3;
        int type = header >> 1 & 3;
        if (type == RESERVED || type != RLE && sizeBytes > MOST_BYTES - 3) {
            throw new IOException("no block has the header 0x%06x".formatted(header));
        }
        in.seek(in.positionBytes() - 3);
        expand(3 + (type == RLE ? 1 : sizeBytes));
    }

    private void checkChecksum() throws IOException {
        if (hasChecksum) {
            try {
                expand(4);
            } catch (ZstdException e) {
                throw new WrongChecksumException("the checksum is wrong");
            }
        }
    }

    /** Expands a part; of one that is cut off, what can be. */
    private void expand(int partBytes) throws IOException {
        byte[] bytes = in.readNBytes(partBytes);
        part.clear().put(bytes).flip();
        expanded.clear();
        try {
            // A part makes 128 KiB at most, for which there is room.
            decoder.decompressDirectByteBufferStream(expanded, part);
        } catch (ZstdException e) {
            if (e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
                throw new TooLittleMemoryException(e);
            }
            throw e;
        } finally {
            expanded.flip();
        }
        isCut = bytes.length < partBytes;
        if (isCut && !expanded.hasRemaining()) {
            throw new EOFException("the data ends too early");
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
