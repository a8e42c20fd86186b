// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

/** How the commands that look at structures say numbers. */
final class Shown {

    private Shown() {}

    /** A count with its noun, e.g. {@code 1 block}, {@code 2 blocks}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
