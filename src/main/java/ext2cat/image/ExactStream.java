// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A decoder that is asked for as little at a time as its input says ({@link
 * CompressedInput#expandByBytes}): what a call has expanded before it throws, nobody gets.
 */
final class ExactStream extends FilterInputStream {

    private final CompressedInput input;

    ExactStream(InputStream decoder, CompressedInput input) {
        super(decoder);
        this.input = input;
    }

    @Override
    public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
        return in.read(buffer, offset, input.pieceBytes(lengthBytes));
    }
}
