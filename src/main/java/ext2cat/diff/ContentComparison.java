// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/** Finds the first byte in which two regular files differ. */
final class ContentComparison {

    /** A multiple of the largest block. */
    private static final int PIECE_BYTES = 1 << 18;

    private final MemorySegment first = MemorySegment.ofArray(new byte[PIECE_BYTES]);
    private final MemorySegment second = MemorySegment.ofArray(new byte[PIECE_BYTES]);

    /** The first byte that differs, the end of the shorter file among them if nothing else does. */
    OptionalLong firstDifference(ComparedFile a, ComparedFile b) throws IOException {
        long sizeBytes = Math.min(a.sizeBytes(), b.sizeBytes());
        try (ComparedContents ofA = a.open();
                ComparedContents ofB = SecondSideException.of(b::open)) {
            long position = 0;
            while (position < sizeBytes) {
                long from = position;
                long dataOfB = SecondSideException.of(() -> ofB.nextData(from));
                position = Math.min(ofA.nextData(from), dataOfB) & -PIECE_BYTES;
                if (position >= sizeBytes) {
                    break;
                }
                long length = Math.min(PIECE_BYTES, sizeBytes - position);
                long at = position;
                MemorySegment bytesOfA = read(ofA, at, first, length);
                MemorySegment bytesOfB =
                        SecondSideException.of(() -> read(ofB, at, second, length));
                long mismatch = bytesOfA.mismatch(bytesOfB);
                if (mismatch >= 0) {
                    return OptionalLong.of(position + mismatch);
                }
                position += length;
            }
        }
        return a.sizeBytes() == b.sizeBytes() ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
    }

    private static MemorySegment read(
            ComparedContents contents, long position, MemorySegment memory, long length)
            throws IOException {
        MemorySegment piece = memory.asSlice(0, length).fill((byte) 0);
        contents.read(position, piece);
        return piece;
    }
}
