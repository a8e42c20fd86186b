// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A piece of a disk that is compressed as a zlib stream, which has a checksum of its own. */
final class ZlibPiece {

    private ZlibPiece() {}

    /**
     * Expands a stream.
     *
     * @param packed has the stream, from a position on, and perhaps something after it
     * @param into takes the bytes, as many as have room
     * @return how many there are
     * @throws DataFormatException if it is damaged, cut off, or longer than there is room
     */
    static int expand(byte[] packed, int from, byte[] into) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, from, packed.length - from);
            int doneBytes = 0;
            for (int got = 1; got > 0; doneBytes += got) {
                got = inflater.inflate(into, doneBytes, into.length - doneBytes);
            }
            // With the end of the stream its checksum is looked at.
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
                throw new DataFormatException("the compressed data does not end where it should");
            }
            return doneBytes;
        } finally {
            inflater.end();
        }
    }
}
