// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.volume.path.Glob;

import java.util.List;

/**
 * What {@code du} shows, and how.
 *
 * @param all whether files are shown, not only directories
 * @param maxDepth how deep below an argument what is shown may be
 * @param what what is added up
 * @param eachName whether a file counts for each of its names
 * @param separate whether a directory counts without those in it
 * @param excluded names, or paths, that count for nothing
 * @param threshold sums below it are not shown, or if it is negative those above it
 * @param total whether a sum of all comes last
 */
record DuOptions(
        boolean all,
        int maxDepth,
        What what,
        boolean eachName,
        boolean separate,
        List<Glob> excluded,
        long threshold,
        boolean total) {

    /** Keeps a list of its own. */
    DuOptions {
        excluded = List.copyOf(excluded);
    }

    /** What is added up. */
    enum What {
        /** The bytes that are allocated. */
        ALLOCATED,
        /** The bytes that there are to be read. */
        APPARENT,
        /** Inodes. */
        INODES
    }

    /** Whether a sum is to be shown. */
    boolean shows(long sum) {
        return threshold < 0 ? sum <= -threshold : sum >= threshold;
    }
}
