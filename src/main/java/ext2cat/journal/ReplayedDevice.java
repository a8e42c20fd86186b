// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.device.BlockDevice;
import ext2cat.device.ReadBatch;
import ext2cat.host.BlockingWrite;
import ext2cat.map.numbers.NumberSet;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A device with the blocks of its journal in their places. What the journal does not hold is read
 * as from the device itself, in runs as long as they can be.
 *
 * <p>It owns the device and the journal's, and closes both.
 */
public final class ReplayedDevice implements BlockDevice {

    private final BlockDevice below;
    private final Replay replay;
    private final int blockBits;
    private final NumberSet replayed = new NumberSet();

    /** What the log does not hold as it is to be read; it comes before what the log holds. */
    private final Map<Long, byte[]> changed = new HashMap<>();

    /**
     * A device with its blocks in place.
     *
     * @param below the device as it lies
     * @param replay what the journal holds
     * @param blockBits log2 of the size of a block in bytes
     */
    public ReplayedDevice(BlockDevice below, Replay replay, int blockBits) {
        this.below = below;
        this.replay = replay;
        this.blockBits = blockBits;
        replay.places().keySet().forEach(replayed::add);
    }

    /**
     * Has a block read as these bytes from now on.
     *
     * @param block the block
     * @param bytes a whole block, which must not change any more
     */
    public void change(long block, byte[] bytes) {
        changed.put(block, bytes);
        replayed.add(block);
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public long startBytes() {
        return below.startBytes();
    }

    @Override
    public long sizeBytes() {
        return below.sizeBytes();
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        long length = destination.byteSize();
        requireInside(positionBytes, length);
        for (long done = 0; done < length; ) {
            long at = positionBytes + done;
            long bytes = Math.min(length - done, runBytes(at));
            readRun(at, destination.asSlice(done, bytes));
            done += bytes;
        }
    }

    @Override
    public void read(ReadBatch runs, MemorySegment destination) throws IOException {
        for (int run = 0; run < runs.count(); run++) {
            if (runBytes(runs.positionBytes(run)) < runs.lengthBytes(run)
                    || isReplayed(runs.positionBytes(run))) {
                BlockDevice.super.read(runs, destination);
                return;
            }
        }
        below.read(runs, destination);
    }

    @Override
    public void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        requireInside(positionBytes, lengthBytes);
        for (long done = 0; done < lengthBytes; ) {
            long at = positionBytes + done;
            long bytes = Math.min(lengthBytes - done, runBytes(at));
            if (isReplayed(at)) {
                byte[] block = new byte[(int) bytes]; // at most a block
                readRun(at, MemorySegment.ofArray(block));
                BlockingWrite.run(target, ByteBuffer.wrap(block));
            } else {
                below.transferTo(at, bytes, target);
            }
            done += bytes;
        }
    }

    @Override
    public Optional<MemorySegment> map(long positionBytes, long lengthBytes, Arena arena)
            throws IOException {
        boolean liesBelow = !isReplayed(positionBytes) && runBytes(positionBytes) >= lengthBytes;
        return liesBelow ? below.map(positionBytes, lengthBytes, arena) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            replay.log().close();
        } finally {
            below.close();
        }
    }

    private boolean isReplayed(long positionBytes) {
        return replayed.contains(positionBytes >> blockBits);
    }

    /** How many bytes from there on lie in one place: to the end of a block, or before the next. */
    private long runBytes(long positionBytes) {
        long block = positionBytes >> blockBits;
        long next = replayed.next(block);
        if (next < 0) {
            return Long.MAX_VALUE;
        }
        long end = next == block ? block + 1 : next;
        return (end << blockBits) - positionBytes;
    }

    /** Reads what lies in one place. */
    private void readRun(long positionBytes, MemorySegment destination) throws IOException {
        int into = (int) (positionBytes & (1L << blockBits) - 1); // within a block
        byte[] changedBlock = changed.get(positionBytes >> blockBits);
        if (changedBlock != null) {
            MemorySegment.copy(
                    changedBlock,
                    into,
                    destination,
                    ValueLayout.JAVA_BYTE,
                    0,
                    (int) destination.byteSize());
            return;
        }
        Long place = replay.places().get(positionBytes >> blockBits);
        if (place == null) {
            below.read(positionBytes, destination);
            return;
        }
        replay.log().read((place < 0 ? ~place : place) + into, destination);
        for (long at = into; place < 0 && at < Math.min(4, into + destination.byteSize()); at++) {
            destination.set(
                    ValueLayout.JAVA_BYTE, at - into, (byte) (LogFormat.MAGIC >> 8 * (3 - at)));
        }
    }
}
