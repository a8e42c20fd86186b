// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.volume.path.PathFilter;

import java.util.Set;

/**
 * What is compared.
 *
 * @param times whether the time of the last change matters
 * @param below whether all that is below a directory of one side only is told, each by itself
 * @param ignored what does not matter
 * @param filter which files matter
 */
public record DiffOptions(boolean times, boolean below, Set<Aspect> ignored, PathFilter filter) {

    /** Keeps a set of its own. */
    public DiffOptions {
        ignored = Set.copyOf(ignored);
    }

    /** Whether something matters. */
    boolean compares(Aspect aspect) {
        return !ignored.contains(aspect);
    }
}
