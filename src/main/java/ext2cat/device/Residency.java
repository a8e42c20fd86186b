// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** What of a mapped file is in memory, as far as the system tells (mincore). */
final class Residency {

    private enum Answers {
        NOT_KNOWN,
        TRUE_ONES,
        ALWAYS_YES
    }

    private final MemorySegment mapped;
    private final BooleanSupplier mayWrite;
    private volatile Answers answers = Answers.NOT_KNOWN;

    private Residency(MemorySegment mapped, BooleanSupplier mayWrite) {
        this.mapped = mapped;
        this.mayWrite = mayWrite;
    }

    /**
     * Of any file.
     *
     * @param mapped all of it
     */
    static Residency of(MemorySegment mapped, Path file) {
        return new Residency(mapped, () -> Files.isWritable(file));
    }

    /** Of a file that this process made. */
    static Residency ofOwnFile(MemorySegment mapped) {
        return new Residency(mapped, () -> true);
    }

    /**
     * Whether a part of the mapping seems not to be in memory: its first page or its last one is
     * not, and the system tells the truth. Costs much less than to ask for all of it, at 80 ns a
     * page.
     *
     * @param startBytes the first byte of the part
     * @param endBytes the byte after its last, inside the mapping
     */
    boolean seemsMissing(long startBytes, long endBytes) {
        return isTold() && !(isLoaded(startBytes) && isLoaded(endBytes - 1));
    }

    private boolean isTold() {
        if (answers == Answers.NOT_KNOWN) {
            // Of files that a user could not write, Linux tells nobody what is in memory: it says,
            // all.
            answers = mayWrite.getAsBoolean() ? Answers.TRUE_ONES : Answers.ALWAYS_YES;
        }
        return answers == Answers.TRUE_ONES;
    }

    private boolean isLoaded(long positionBytes) {
        return mapped.asSlice(positionBytes, 1).isLoaded();
    }
}
