// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.io.IOException;
import java.util.List;
import java.util.zip.DataFormatException;

/**
 * Where the chunks of an evidence file are. A chunk is a piece also if it is not compressed: its
 * checksum is of all of it.
 *
 * @param media the sizes
 * @param tables the tables in the order of the disk; the first begins at chunk 0
 */
record EvidenceMap(EvidenceMedia media, List<Evidence.NumberedTable> tables) implements DiskMap {

    private static final int CHECKSUM_BYTES = 4;

    @Override
    public DiskRun at(long positionBytes, long mostBytes) {
        long chunk = positionBytes / media.chunkBytes();
        // The cast is safe: a chunk is an array.
        int from = (int) (positionBytes % media.chunkBytes());
        return new DiskRun.Packed(
                chunk, from, Math.min(mostBytes, media.chunkLength(chunk) - from));
    }

    @Override
    public byte[] unpack(long chunk) throws IOException {
        Evidence.NumberedTable numbered = tables.get(tableOf(chunk));
        EvidenceTable table = numbered.table();
        EvidenceTable.Place place = table.place(chunk - numbered.firstChunk());
        int lengthBytes = media.chunkLength(chunk);
        // What deflate cannot make smaller it stores, with 5 bytes for each 16 KiB or so.
        long mostBytes = CHECKSUM_BYTES + media.chunkBytes() + media.chunkBytes() / 64 + 1024L;
        long storedBytes = Math.min(place.lengthBytes(), mostBytes);
        if (place.atBytes() < 0 || storedBytes <= CHECKSUM_BYTES) {
            throw new WrongContainerException(
                    table.file(),
                    "chunk %d has %d bytes at byte %d"
                            .formatted(chunk, place.lengthBytes(), place.atBytes()));
        }
        byte[] stored = Head.at(table.file(), place.atBytes(), (int) storedBytes);
        if (stored.length < storedBytes && stored.length < place.lengthBytes()) {
            table.file().requireInside(place.atBytes(), storedBytes);
        }
        byte[] unpacked =
                place.isCompressed() ? inflated(stored, lengthBytes) : checked(stored, lengthBytes);
        if (unpacked.length < lengthBytes) {
            throw new WrongContainerException(
                    table.file(),
                    "chunk %d, at byte %d, is damaged: its checksum is wrong"
                            .formatted(chunk, place.atBytes()));
        }
        return unpacked;
    }

    /** The bytes before a checksum; none if it is wrong. */
    private byte[] checked(byte[] stored, int lengthBytes) {
        // The last chunk of a table may have something after it.
        int length = Math.min(stored.length - CHECKSUM_BYTES, media.chunkBytes());
        return length >= lengthBytes
                        && Head.number(stored, length, CHECKSUM_BYTES)
                                == EvidenceSegment.adler32(stored, length)
                ? stored
                : new byte[0];
    }

    /** The bytes that were compressed; fewer if they are damaged. zlib looks at the checksum. */
    private byte[] inflated(byte[] stored, int lengthBytes) {
        byte[] bytes = new byte[media.chunkBytes()];
        try {
            return ZlibPiece.expand(stored, 0, bytes) >= lengthBytes ? bytes : new byte[0];
        } catch (DataFormatException e) {
            return new byte[0];
        }
    }

    private int tableOf(long chunk) {
        int low = 0;
        int high = tables.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tables.get(middle).firstChunk() <= chunk) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
