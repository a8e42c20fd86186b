// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio.destination;

import ext2cat.bio.BioDestination;
import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Puts a range of a file into several pieces of memory, one after another (as preadv and its
 * iov_iter do). A run of the file goes from the device into as many pieces as it meets, and nothing
 * outside the range is touched. Call {@link #finish} at the end, for the hole that may be last.
 */
public final class ScatterDestination implements BioDestination {

    /** What becomes of the memory of a hole. */
    public enum Holes {
        /** It is filled with zeros. */
        ZEROED,
        /** It keeps the bytes that it has: for memory that is zero, and should stay untouched. */
        LEFT
    }

    private final List<MemorySegment> pieces;
    private final Holes holes;
    private final long endBytes;
    private long positionBytes;
    private int piece;
    private long intoPieceBytes;

    /**
     * A place for a part of a file as long as all pieces together.
     *
     * @param pieces where the bytes go, in the order of the file
     * @param startBytes the file offset of the first piece's first byte
     * @param holes what becomes of the pieces' bytes where the file has a hole
     */
    public ScatterDestination(List<MemorySegment> pieces, long startBytes, Holes holes) {
        this.pieces = List.copyOf(pieces);
        this.holes = holes;
        this.positionBytes = startBytes;
        long sizeBytes = 0;
        for (MemorySegment memory : pieces) {
            sizeBytes += memory.byteSize();
        }
        this.endBytes = Math.addExact(startBytes, sizeBytes);
    }

    @Override
    public void read(
            BlockDevice device, long devicePosition, long fileOffsetBytes, long lengthBytes)
            throws IOException {
        long from = Math.max(fileOffsetBytes, positionBytes);
        long skippedBytes = from - fileOffsetBytes;
        // Lengths, not ends: the last block of the largest file ends beyond 2^63 - 1.
        long bytes = Math.min(lengthBytes - skippedBytes, endBytes - from);
        if (bytes > 0) {
            passHole(from);
            long toDevice = devicePosition + skippedBytes - from;
            pass(from + bytes, memory -> device.read(toDevice + positionBytes, memory));
        }
    }

    /**
     * Treats the rest of the range as the hole that it is.
     *
     * @throws IOException if a piece cannot be filled
     */
    public void finish() throws IOException {
        passHole(endBytes);
    }

    private void passHole(long end) throws IOException {
        switch (holes) {
            case ZEROED -> pass(end, memory -> memory.fill((byte) 0));
            case LEFT -> pass(end, memory -> {});
        }
    }

    /** Goes on to the file offset {@code end}, piece by piece. */
    private void pass(long end, Filler filler) throws IOException {
        while (positionBytes < end) {
            MemorySegment memory = pieces.get(piece);
            long bytes = Math.min(end - positionBytes, memory.byteSize() - intoPieceBytes);
            filler.fill(memory.asSlice(intoPieceBytes, bytes));
            positionBytes += bytes;
            intoPieceBytes += bytes;
            if (intoPieceBytes == memory.byteSize()) {
                piece++;
                intoPieceBytes = 0;
            }
        }
    }

    /** Fills the memory that begins at the present position. */
    @FunctionalInterface
    private interface Filler {
        void fill(MemorySegment memory) throws IOException;
    }
}
