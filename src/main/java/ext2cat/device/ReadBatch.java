// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.util.Arrays;

/** Runs of bytes of a device that are to be read together into one piece of memory. */
public final class ReadBatch {

    private static final int FIRST_CAPACITY = 64;

    /** A fair part is one of so many. */
    private static final int SPREAD = 4;

    private long[] positionsBytes = new long[FIRST_CAPACITY];
    private long[] placesBytes = new long[FIRST_CAPACITY];
    private long[] lengthsBytes = new long[FIRST_CAPACITY];
    private int count;

    // Of all runs, kept while they are added: nobody then walks over them before they are read.
    private long startBytes = Long.MAX_VALUE;
    private long endBytes;
    private long totalBytes;

    /** No runs yet. */
    public ReadBatch() {}

    /**
     * Adds a run.
     *
     * @param positionBytes from the start of the device
     * @param placeBytes from the start of the memory
     * @param lengthBytes how many bytes
     */
    public void add(long positionBytes, long placeBytes, long lengthBytes) {
        if (count == positionsBytes.length) {
            positionsBytes = Arrays.copyOf(positionsBytes, 2 * count);
            placesBytes = Arrays.copyOf(placesBytes, 2 * count);
            lengthsBytes = Arrays.copyOf(lengthsBytes, 2 * count);
        }
        positionsBytes[count] = positionBytes;
        placesBytes[count] = placeBytes;
        lengthsBytes[count] = lengthBytes;
        count++;
        startBytes = Math.min(startBytes, positionBytes);
        endBytes = Math.max(endBytes, positionBytes + lengthBytes);
        totalBytes += lengthBytes;
    }

    /** Forgets all runs. */
    public void clear() {
        count = 0;
        startBytes = Long.MAX_VALUE;
        endBytes = 0;
        totalBytes = 0;
    }

    /** {@return how many runs there are} */
    public int count() {
        return count;
    }

    /**
     * {@return where a run begins on the device}
     *
     * @param run the run's number, from 0
     */
    public long positionBytes(int run) {
        return positionsBytes[run];
    }

    /**
     * {@return where its bytes go in the memory}
     *
     * @param run the run's number, from 0
     */
    public long placeBytes(int run) {
        return placesBytes[run];
    }

    /**
     * {@return how long it is}
     *
     * @param run the run's number, from 0
     */
    public long lengthBytes(int run) {
        return lengthsBytes[run];
    }

    /** Where the first of them begins on the device; there must be one. */
    long startBytes() {
        return startBytes;
    }

    /** Where the last of them ends on the device. */
    long endBytes() {
        return endBytes;
    }

    /** Whether they take a fair part of what lies between the first and the last of them. */
    boolean areNear() {
        return (endBytes - startBytes) / SPREAD <= totalBytes;
    }

    /** These runs, of a device in which this one begins at {@code offsetBytes}. */
    ReadBatch movedBy(long offsetBytes) {
        ReadBatch moved = new ReadBatch();
        for (int run = 0; run < count; run++) {
            moved.add(positionsBytes[run] + offsetBytes, placesBytes[run], lengthsBytes[run]);
        }
        return moved;
    }
}
