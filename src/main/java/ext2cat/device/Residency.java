// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.Closeable;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.function.BooleanSupplier;

/**
 * What of a mapped file is in memory, as far as the system tells (mincore).
 *
 * <p>To ask costs some 80 ns a page, so each chunk of the mapping is asked for once. A chunk that
 * was in memory counts as being there from then on: what its bytes are known by is that they could
 * be read, not that they could be read a moment ago.
 *
 * <p>For who asks for one chunk after another a second thread, the lookout, asks ahead. Neither
 * waits for the other: whoever needs a chunk that the lookout is at asks for the next one
 * meanwhile.
 */
final class Residency implements Closeable {

    private static final int CHUNK_BITS = 22;

    /** 4 MiB: what is asked for at once. */
    static final long CHUNK_BYTES = 1L << CHUNK_BITS;

    /** 256 MiB. What is asked for in vain behind the end of a file takes some milliseconds. */
    private static final int AHEAD_CHUNKS = 64;

    /** After so many chunks in a row, 32 MiB, more of them will follow. */
    private static final int CHUNKS_WORTH_A_THREAD = 8;

    private static final int NONE = -1;

    private enum Answers {
        NOT_KNOWN,
        TRUE_ONES,
        ALWAYS_YES
    }

    private final MemorySegment mapped;
    private final BooleanSupplier mayWrite;
    private final int chunks;

    // All below is used under this object's lock.
    private Answers answers = Answers.NOT_KNOWN;
    private final BitSet takenChunks = new BitSet(); // that somebody is at, or was
    private final BitSet askedChunks = new BitSet();
    private final BitSet residentChunks = new BitSet();
    private int lastChunk = NONE;
    private int chunksInARow;
    private final Lookout lookout = new Lookout();
    private boolean closed;

    private Residency(MemorySegment mapped, BooleanSupplier mayWrite) {
        this.mapped = mapped;
        this.mayWrite = mayWrite;
        this.chunks = Math.toIntExact((mapped.byteSize() + CHUNK_BYTES - 1) >> CHUNK_BITS);
    }

    /**
     * Of any file.
     *
     * @param mapped all of it; stays mapped until this is closed
     */
    static Residency of(MemorySegment mapped, Path file) {
        return new Residency(mapped, () -> Files.isWritable(file));
    }

    /** Of a file that this process made. */
    static Residency ofOwnFile(MemorySegment mapped) {
        return new Residency(mapped, () -> true);
    }

    /**
     * Whether all of a part of the mapping is in memory, or was when its chunks were asked for.
     *
     * @param startBytes the first byte of the part
     * @param endBytes the byte behind its last, inside the mapping
     */
    boolean isInMemory(long startBytes, long endBytes) {
        if (!isTold()) {
            return false;
        }
        for (long atBytes = startBytes; atBytes < endBytes; ) {
            int chunk = (int) (atBytes >> CHUNK_BITS); // below chunks
            long partEndBytes = Math.min((long) (chunk + 1) << CHUNK_BITS, endBytes);
            if (!isResident(chunk) && !isLoaded(atBytes, partEndBytes)) {
                return false;
            }
            atBytes = partEndBytes;
        }
        return true;
    }

    /**
     * Whether a part of the mapping seems not to be in memory: its first page or its last one is
     * not, and the system tells the truth. Costs much less than asking for all of it.
     */
    boolean seemsMissing(long startBytes, long endBytes) {
        return isTold()
                && !(isLoaded(startBytes, startBytes + 1) && isLoaded(endBytes - 1, endBytes));
    }

    /** Ends the lookout: from then on nobody uses the mapping of his own accord. */
    @Override
    public void close() {
        stopLookout();
        lookout.finish();
    }

    private synchronized void stopLookout() {
        closed = true;
        notifyAll();
    }

    private synchronized boolean isTold() {
        if (answers == Answers.NOT_KNOWN) {
            // Of files that he could not write, Linux tells nobody what is in memory: it says, all.
            answers = mayWrite.getAsBoolean() ? Answers.TRUE_ONES : Answers.ALWAYS_YES;
        }
        return answers == Answers.TRUE_ONES;
    }

    private boolean isResident(int chunk) {
        for (int next = take(chunk); next != NONE; next = take(chunk)) {
            ask(next);
        }
        return answer(chunk);
    }

    private synchronized boolean answer(int chunk) {
        return residentChunks.get(chunk);
    }

    /**
     * The chunk to ask for until {@code chunk} is known: that one, or one behind it while the
     * lookout is at it. {@link #NONE} once it is known.
     */
    private synchronized int take(int chunk) {
        boolean asked = askedChunks.get(chunk);
        if (chunk > lastChunk || !asked) {
            follow(chunk);
        }
        if (asked) {
            return NONE;
        }
        int next = takenChunks.nextClearBit(chunk);
        if (next >= endOfWorth()) {
            return chunk; // a second time, which takes no longer than to wait for the first
        }
        takenChunks.set(next);
        return next;
    }

    /** Sees whether one chunk comes after another. */
    private void follow(int chunk) {
        chunksInARow = chunk == lastChunk + 1 ? chunksInARow + 1 : 0;
        lastChunk = chunk;
        if (lookout.wasStarted()) {
            if (takenChunks.nextClearBit(chunk) - chunk < AHEAD_CHUNKS / 2) {
                notifyAll();
            }
        } else if (chunksInARow == CHUNKS_WORTH_A_THREAD && !closed) {
            lookout.start();
        }
    }

    /** The chunk behind the last that is worth being asked for. */
    private int endOfWorth() {
        int ahead = chunksInARow < CHUNKS_WORTH_A_THREAD ? 0 : AHEAD_CHUNKS;
        return (int) Math.min(lastChunk + 1L + ahead, chunks);
    }

    /** Waits for a chunk that is worth being asked for; {@link #NONE} at the end. */
    private synchronized int takeAhead() {
        try {
            while (!closed) {
                int next = takenChunks.nextClearBit(lastChunk);
                if (next < endOfWorth()) {
                    takenChunks.set(next);
                    return next;
                }
                wait();
            }
        } catch (InterruptedException _) {
            closed = true; // somebody wants this thread to end
        }
        return NONE;
    }

    private void ask(int chunk) {
        long startBytes = (long) chunk << CHUNK_BITS;
        long endBytes = Math.min(startBytes + CHUNK_BYTES, mapped.byteSize());
        boolean resident = isLoaded(startBytes, endBytes);
        synchronized (this) {
            askedChunks.set(chunk);
            residentChunks.set(chunk, resident);
        }
    }

    private boolean isLoaded(long startBytes, long endBytes) {
        return mapped.asSlice(startBytes, endBytes - startBytes).isLoaded();
    }

    private final class Lookout extends SecondThread {

        Lookout() {
            super("residency lookout");
        }

        @Override
        public void run() {
            for (int next = takeAhead(); next != NONE; next = takeAhead()) {
                ask(next);
            }
        }
    }
}
