// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/**
 * Something that is wrong, or worth knowing.
 *
 * @param problem which kind
 * @param place where
 * @param text what, the value found and what was expected: one line, safe to show
 */
public record Finding(Problem problem, Place place, String text) {

    /**
     * {@return the place and text as one sentence, e.g. {@code inode 14: size 7 is less than 8}}
     */
    public String sentence() {
        return place + ": " + text;
    }
}
