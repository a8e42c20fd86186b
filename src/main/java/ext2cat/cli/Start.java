// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import java.util.Locale;

/**
 * How the JVM starts for a command, which the launcher must know before there is one. The build
 * writes these words into it, see {@code tools/build/launch.sh}; why they matter, the package's
 * essay says.
 */
enum Start {
    /** Looks at something and is soon done: a small archive of classes, only the first compiler. */
    LOOK,
    /** {@link #LOOK}, or {@link #WALK} if it is told to descend into directories. */
    LIST,
    /** Walks a tree or all inodes, which may be many: a small archive, but both compilers. */
    WALK,
    /** Mostly waits for the kernel: only the first compiler. */
    COPY,
    /** Mostly waits for the kernel, and must see signals, because it removes unfinished files. */
    MAKE,
    /** Computes: both compilers. */
    WORK,
    /**
     * Serves others until it is told to end: both compilers, signals are seen, and unless it is
     * told to stay, the launcher comes back when the service has begun.
     */
    SERVE;

    /** Whether the small archive has its classes. */
    boolean isSmall() {
        return this == LOOK || this == LIST || this == WALK;
    }

    /** The launcher's word for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
