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

    private final BooleanSupplier mayWrite;
    private volatile Answers answers = Answers.NOT_KNOWN;

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

    /** Whether all of a part of the mapping is in memory. */
    boolean isInMemory(MemorySegment mapped) {
        if (answers == Answers.NOT_KNOWN) {
            // Of files that he could not write, Linux tells nobody what is in memory: it says, all.
            answers = mayWrite.getAsBoolean() ? Answers.TRUE_ONES : Answers.ALWAYS_YES;
        }
        return answers == Answers.TRUE_ONES && mapped.isLoaded();
    }
}
