// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

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
 */
final class Residency {

    /** 4 MiB. */
    private static final int CHUNK_BITS = 22;

    private enum Answers {
        NOT_KNOWN,
        TRUE_ONES,
        ALWAYS_YES
    }

    private final BooleanSupplier mayWrite;
    private final BitSet askedChunks = new BitSet();
    private final BitSet residentChunks = new BitSet();
    private Answers answers = Answers.NOT_KNOWN;

    private Residency(BooleanSupplier mayWrite) {
        this.mayWrite = mayWrite;
    }

    /** Of any file. */
    static Residency of(Path file) {
        return new Residency(() -> Files.isWritable(file));
    }

    /** Of a file that this process made. */
    static Residency ofOwnFile() {
        return new Residency(() -> true);
    }

    /**
     * Whether all of a part of the mapping is in memory, or was when its chunks were asked for.
     *
     * @param mapped the whole file
     * @param startBytes the first byte of the part
     * @param endBytes the byte behind its last, inside the mapping
     */
    synchronized boolean isInMemory(MemorySegment mapped, long startBytes, long endBytes) {
        if (!isTold()) {
            return false;
        }
        for (long atBytes = startBytes; atBytes < endBytes; ) {
            int chunk = Math.toIntExact(atBytes >> CHUNK_BITS);
            long chunkEndBytes = Math.min((long) (chunk + 1) << CHUNK_BITS, mapped.byteSize());
            long partEndBytes = Math.min(chunkEndBytes, endBytes);
            if (!isResident(chunk, mapped, chunkEndBytes)
                    && !mapped.asSlice(atBytes, partEndBytes - atBytes).isLoaded()) {
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
    synchronized boolean seemsMissing(MemorySegment mapped, long startBytes, long endBytes) {
        return isTold()
                && !(mapped.asSlice(startBytes, 1).isLoaded()
                        && mapped.asSlice(endBytes - 1, 1).isLoaded());
    }

    private boolean isTold() {
        if (answers == Answers.NOT_KNOWN) {
            // Of files that he could not write, Linux tells nobody what is in memory: it says, all.
            answers = mayWrite.getAsBoolean() ? Answers.TRUE_ONES : Answers.ALWAYS_YES;
        }
        return answers == Answers.TRUE_ONES;
    }

    private boolean isResident(int chunk, MemorySegment mapped, long chunkEndBytes) {
        if (!askedChunks.get(chunk)) {
            long chunkStartBytes = (long) chunk << CHUNK_BITS;
            askedChunks.set(chunk);
            residentChunks.set(
                    chunk,
                    mapped.asSlice(chunkStartBytes, chunkEndBytes - chunkStartBytes).isLoaded());
        }
        return residentChunks.get(chunk);
    }
}
