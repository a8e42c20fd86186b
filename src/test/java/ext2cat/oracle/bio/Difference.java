// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import java.util.List;
import java.util.Optional;

/**
 * The first line in which a replayed case differs from its recording.
 *
 * @param line its number in the case, from 1
 * @param recorded what the kernel did, {@code END} if no more
 * @param replayed what our readers did, {@code END} if no more
 */
record Difference(int line, String recorded, String replayed) {

    private static final String END = "END";

    /** The first difference of two lists of lines; empty if they are equal. */
    static Optional<Difference> first(List<String> recorded, List<String> replayed) {
        if (recorded.equals(replayed)) {
            return Optional.empty();
        }
        int at = 0;
        while (line(recorded, at).equals(line(replayed, at))) {
            at++;
        }
        return Optional.of(new Difference(at + 1, line(recorded, at), line(replayed, at)));
    }

    private static String line(List<String> lines, int at) {
        return at < lines.size() ? lines.get(at) : END;
    }
}
