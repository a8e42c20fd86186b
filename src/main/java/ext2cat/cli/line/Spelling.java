// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that was meant by one that was mistyped. */
final class Spelling {

    private static final int LONGEST = 40;

    private Spelling() {}

    /**
     * The known word that the fewest mistakes turn into this one, if they are few: one in three
     * letters.
     */
    static Optional<String> nearest(String word, Collection<String> known) {
        Optional<String> nearest = Optional.empty();
        int fewest = Math.max(1, word.length() / 3) + 1;
        for (String name : known) {
            int mistakes = word.length() > LONGEST ? fewest : mistakes(word, name);
            if (mistakes < fewest) {
                nearest = Optional.of(name);
                fewest = mistakes;
            }
        }
        return nearest;
    }

    /** How many letters were added, left out, changed, or swapped with the next one. */
    static int mistakes(String a, String b) {
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                least[i][j] =
                        Math.min(
                                least[i - 1][j - 1] + change,
                                1 + Math.min(least[i - 1][j], least[i][j - 1]));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least[i][j] = Math.min(least[i][j], 1 + least[i - 2][j - 2]);
                }
            }
        }
        return least[a.length()][b.length()];
    }
}
