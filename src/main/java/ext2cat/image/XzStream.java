// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;

import java.io.IOException;
import java.io.InputStream;

/**
 * Expands one stream of the .xz format: a header of 12 bytes, blocks of LZMA2 data, each with a
 * check, an index of them, and a footer of 12 bytes.
 *
 * <p>The library reads whole LZMA2 chunks, 64 KiB of input and 2 MiB of output at most, and is
 * asked for no more than the rest of one at a time, so that a cut takes nothing from the chunks
 * before. A wrong check is told together with the end of its block: then the stream is expanded
 * again without looking at checks, from where the first attempt came to. And of a stream that is
 * cut off in its first chunk, which is all that a small image has, the chunk is expanded by itself.
 */
final class XzStream extends MemberStream {

    private final CompressedInput in;
    private final long startBytes;
    private final int memoryLimitKib;
    private InputStream stream;
    private long expandedBytes;
    private boolean isSecondAttempt;
    private String damage = "";

    /** Reads the stream's header. */
    XzStream(CompressedInput in, int memoryLimitKib) throws IOException {
        this.in = in;
        this.startBytes = in.positionBytes();
        this.memoryLimitKib = memoryLimitKib;
        this.stream = new SingleXZInputStream(in, memoryLimitKib, true);
    }

    @Override
    public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
        if (lengthBytes == 0) {
            return 0;
        }
        int got = tryRead(buffer, offset, lengthBytes);
        if (got < 0 && !damage.isEmpty()) {
            throw new WrongChecksumException(damage);
        }
        expandedBytes += Math.max(0, got);
        return got;
    }

    private int tryRead(byte[] buffer, int offset, int lengthBytes) throws IOException {
        try {
            return readPiece(buffer, offset, lengthBytes);
        } catch (MemoryLimitException e) {
            throw new TooLittleMemoryException(e);
        } catch (IOException e) {
            if (isSecondAttempt || in.failure().isPresent()) {
                throw e;
            }
            isSecondAttempt = true;
            if (!in.metEnd()) {
                damage = String.valueOf(e.getMessage());
                expandWithoutChecks();
            } else if (expandedBytes == 0) {
                stream = XzFirstChunk.open(in, startBytes).orElseThrow(() -> e);
            } else {
                throw e;
            }
            return readPiece(buffer, offset, lengthBytes);
        }
    }

    private int readPiece(byte[] buffer, int offset, int lengthBytes) throws IOException {
        int pieceBytes = Math.clamp(stream.available(), 1, lengthBytes);
        return stream.read(buffer, offset, in.pieceBytes(pieceBytes));
    }

    private void expandWithoutChecks() throws IOException {
        in.seek(startBytes);
        stream = new SingleXZInputStream(in, memoryLimitKib, false);
        byte[] skipped = new byte[1 << 12];
        for (long left = expandedBytes; left > 0; ) {
            // The cast is safe: at most the length of the array.
            left -= Math.max(1, readPiece(skipped, 0, (int) Math.min(skipped.length, left)));
        }
    }
}
