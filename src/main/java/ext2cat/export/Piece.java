// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioVec;
import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A part of a file in a slab, often all of it: the bytes, which of them are data, and how far they
 * can be trusted. Runs may arrive in any order.
 */
final class Piece implements BioDestination, DataRuns {

    /** Runs of most files: one or two. */
    private static final int FEW_RUNS = 2;

    private final Slab slab;
    private final int slabOffset;
    private final long startBytes;
    private final long endBytes;
    private Optional<IOException> failure = Optional.empty();
    private long failedFromBytes = Long.MAX_VALUE;
    private long knownBytes;

    // Run i is starts[i] to before ends[i], as file offsets.
    private long[] starts = new long[FEW_RUNS];
    private long[] ends = new long[FEW_RUNS];
    private int runs;
    private boolean ascending = true;
    private long arrivedBytes;

    /**
     * A piece of which nothing has arrived.
     *
     * @param slabOffset where in the slab its first byte goes
     * @param startBytes its first byte in the file, the first of a block
     * @param endBytes the byte after its last
     */
    Piece(Slab slab, int slabOffset, long startBytes, long endBytes) {
        this.slab = slab;
        this.slabOffset = slabOffset;
        this.startBytes = startBytes;
        this.endBytes = endBytes;
    }

    @Override
    public void read(BlockDevice device, long positionBytes, long fileOffsetBytes, long lengthBytes)
            throws IOException {
        // The last block of a file reaches beyond its end.
        long bytes = Math.min(lengthBytes, endBytes - fileOffsetBytes);
        if (bytes > 0) {
            long at = slabOffset + (fileOffsetBytes - startBytes);
            device.read(positionBytes, slab.memory().asSlice(at, bytes));
            add(fileOffsetBytes, fileOffsetBytes + bytes);
            arrivedBytes += bytes;
        }
    }

    @Override
    public void endsBefore(long fileOffsetBytes) {
        knownBytes = fileOffsetBytes;
    }

    /** How many bytes have arrived so far. */
    long arrivedBytes() {
        return arrivedBytes;
    }

    /** The map could not be followed further than {@link #endsBefore} was told last. */
    void failedToMap(IOException thrown) {
        failed(thrown, Math.max(knownBytes, startBytes));
    }

    /**
     * A bio could not be carried out.
     *
     * @param doneBytes how much of it has arrived
     */
    void failedToRead(IOException thrown, Bio bio, long doneBytes, int blockBits) {
        long leftBytes = doneBytes;
        for (BioVec vec : bio.vecs()) {
            long vecBytes = vec.blocks() << blockBits;
            if (leftBytes < vecBytes) {
                failed(thrown, (vec.fileBlock() << blockBits) + leftBytes);
                return;
            }
            leftBytes -= vecBytes;
        }
        failed(thrown, startBytes);
    }

    /** What lies from there on is not believed. */
    void failed(IOException thrown, long fromBytes) {
        if (fromBytes < failedFromBytes) {
            failure = Optional.of(thrown);
            failedFromBytes = fromBytes;
        }
    }

    /** Why it is not whole. */
    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public void forEachRun(RunVisitor visitor) throws IOException {
        sort();
        for (int i = 0; i < runs; ) {
            long start = starts[i];
            long end = ends[i++];
            while (i < runs && starts[i] <= end) {
                end = Math.max(end, ends[i++]);
            }
            end = Math.min(end, failedFromBytes);
            if (start < end) {
                visitor.run(start, end - start);
            }
        }
    }

    /** Tells the data. */
    void deliver(Receiver receiver) throws IOException {
        forEachRun((offset, length) -> receiver.data(offset, bytes(offset, length)));
    }

    /** Both inside the slab, so the narrowing keeps the values. */
    private ByteBuffer bytes(long offset, long length) {
        return slab.buffer().slice((int) (slabOffset + offset - startBytes), (int) length);
    }

    private void add(long start, long end) {
        if (runs > 0 && ends[runs - 1] == start) {
            ends[runs - 1] = end;
            return;
        }
        if (runs == starts.length) {
            starts = Arrays.copyOf(starts, 2 * runs);
            ends = Arrays.copyOf(ends, 2 * runs);
        }
        ascending &= runs == 0 || ends[runs - 1] < start;
        starts[runs] = start;
        ends[runs++] = end;
    }

    /** Brings the runs into the order of the file. No two of them overlap. */
    private void sort() {
        if (!ascending) {
            Arrays.sort(starts, 0, runs);
            Arrays.sort(ends, 0, runs);
            ascending = true;
        }
    }
}
