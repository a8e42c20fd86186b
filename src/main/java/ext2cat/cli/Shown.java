// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.volume.Located;

/** How the commands that look at structures say names and numbers. */
final class Shown {

    private Shown() {}

    /** Where a file is, or {@code <12>} if it was named by its number. */
    static String path(Located located) {
        String byNumber = "<" + located.inode().number() + ">";
        return located.path().depth() == 1 && located.path().name().toString().equals(byNumber)
                ? byNumber
                : located.path().toString();
    }

    /** A count with its noun, e.g. {@code 1 block}, {@code 2 blocks}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
