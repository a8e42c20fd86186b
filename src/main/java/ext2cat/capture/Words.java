// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/** Counts in words. */
final class Words {

    private Words() {}

    /** {@code 1 read}, {@code 2 reads}. */
    static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
