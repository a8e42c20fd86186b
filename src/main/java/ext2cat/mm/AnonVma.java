// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/**
 * Says that an area has, or had, anonymous pages (struct anon_vma): neighbours merge only if theirs
 * is the same, and fork copies the entries of no other private area.
 *
 * @param inherited whether it came by fork, so that an area with it does not merge with one that
 *     has none
 */
record AnonVma(Object identity, boolean inherited) {

    static AnonVma create() {
        return new AnonVma(new Object(), false);
    }

    AnonVma inForkedChild() {
        return new AnonVma(identity, true);
    }

    boolean isSame(AnonVma other) {
        return identity == other.identity;
    }
}
