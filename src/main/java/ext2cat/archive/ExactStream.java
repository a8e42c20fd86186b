// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A decoder that is asked for so little at a time that no byte is lost where it fails: what a call
 * has expanded before it throws, nobody gets.
 *
 * <p>The end of the input is where a decoder fails most. A byte of an image takes no more than 8
 * bytes of it: LZMA's worst literal costs 54 bits. So pieces of 4 KiB cannot meet the end while 32
 * KiB are left, and the rest is read byte by byte.
 */
final class ExactStream extends FilterInputStream {

    private static final int PIECE_BYTES = 1 << 12;
    private static final long NEAR_END_BYTES = 8 * PIECE_BYTES + 64;

    private final CompressedInput input;

    ExactStream(InputStream decoder, CompressedInput input) {
        super(decoder);
        this.input = input;
    }

    /** How many bytes to ask for of those that are wanted. */
    static int pieceBytes(CompressedInput input, int wantedBytes) {
        return input.remainingBytes() > NEAR_END_BYTES ? Math.min(wantedBytes, PIECE_BYTES) : 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
        return in.read(buffer, offset, pieceBytes(input, lengthBytes));
    }
}
