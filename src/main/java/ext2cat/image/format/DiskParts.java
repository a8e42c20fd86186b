// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The map of a disk that is made of parts, one after another, each with a map of its own. */
final class DiskParts implements DiskMap {

    /** A piece of a part is known by the number of the part, and its own in the bits below. */
    private static final int PIECE_BITS = 44;

    private final List<Part> parts = new ArrayList<>();
    private long sizeBytes;

    private record Part(long startBytes, DiskMap map) {}

    /** No parts yet. */
    DiskParts() {}

    /**
     * Adds a part after those that are there.
     *
     * @param lengthBytes how long it is; with all before less than 2^63
     */
    void add(long lengthBytes, DiskMap map) {
        parts.add(new Part(sizeBytes, map));
        sizeBytes += lengthBytes;
    }

    /** How large the disk is. */
    long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public DiskRun at(long positionBytes, long mostBytes) throws IOException {
        int number = partAt(positionBytes);
        Part part = parts.get(number);
        long endBytes = number + 1 < parts.size() ? parts.get(number + 1).startBytes() : sizeBytes;
        DiskRun run =
                part.map()
                        .at(
                                positionBytes - part.startBytes(),
                                Math.min(mostBytes, endBytes - positionBytes));
        return run instanceof DiskRun.Packed(long piece, int from, long length)
                ? new DiskRun.Packed((long) number << PIECE_BITS | piece, from, length)
                : run;
    }

    @Override
    public byte[] unpack(long piece) throws IOException {
        // The cast is safe: it is the number of a part.
        return parts.get((int) (piece >>> PIECE_BITS)).map().unpack(piece & (1L << PIECE_BITS) - 1);
    }

    private int partAt(long positionBytes) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).startBytes() <= positionBytes) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** A part that is stored as it is. */
    static DiskMap stored(BlockDevice file, long fromBytes) {
        return (at, most) -> new DiskRun.Stored(file, fromBytes + at, most);
    }

    /** A part that is given here. */
    static DiskMap of(byte[] bytes) {
        return new DiskMap() {
            @Override
            public DiskRun at(long positionBytes, long mostBytes) {
                // The cast is safe: it is a position in the array.
                return new DiskRun.Packed(0, (int) positionBytes, mostBytes);
            }

            @Override
            public byte[] unpack(long piece) {
                return bytes;
            }
        };
    }

    /** A part of zeros. */
    static DiskMap zeros() {
        return (at, most) -> new DiskRun.Zeros(most);
    }

    /** A part that is not there: reads of it fail, others do not. */
    static DiskMap missing(BlockDevice file, String what) {
        return (at, most) -> {
            throw new WrongContainerException(file, what);
        };
    }
}
