// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;

/** A read that is not where it should be in the order. */
public sealed interface Offence {

    /** {@return the read's number in the order, from 1} */
    long read();

    /**
     * A seek back that another order would have saved.
     *
     * @param read its number in the order, from 1
     * @param before the read before it
     * @param bio the read that goes back
     */
    record BackwardSeek(long read, Bio before, Bio bio) implements Offence {}

    /**
     * A block that an earlier read brought already.
     *
     * @param read its number in the order, from 1
     * @param bio the later read
     * @param diskBlock the first such block
     */
    record ReadTwice(long read, Bio bio, long diskBlock) implements Offence {}

    /**
     * Two reads that could have been one.
     *
     * @param read the number of the second in the order, from 1
     * @param before the first of the two
     * @param bio the second of the two
     */
    record NotMerged(long read, Bio before, Bio bio) implements Offence {}
}
