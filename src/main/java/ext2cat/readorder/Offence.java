// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;

/** A read that is not where it should be in the order. {@link OrderVerifier} defines each kind. */
public sealed interface Offence {

    /** The read's number in the order, from 1. */
    long read();

    /** The offence in one sentence. */
    String text();

    /** A seek back that another order would have saved. */
    record BackwardSeek(long read, Bio before, Bio bio) implements Offence {
        @Override
        public String text() {
            return "read %d (%s) lies before read %d (%s) on disk, and in the file too: in file order there is no such seek back of %d blocks"
                    .formatted(
                            read,
                            BioText.summary(bio),
                            read - 1,
                            BioText.summary(before),
                            before.diskBlock() + before.blocks() - bio.diskBlock());
        }
    }

    /**
     * A block that an earlier read brought already.
     *
     * @param diskBlock the first such block
     */
    record ReadTwice(long read, Bio bio, long diskBlock) implements Offence {
        @Override
        public String text() {
            return "read %d (%s) brings block %d, which was read before"
                    .formatted(read, BioText.summary(bio), diskBlock);
        }
    }

    /** Two reads that could have been one. */
    record NotMerged(long read, Bio before, Bio bio) implements Offence {
        @Override
        public String text() {
            return "read %d (%s) follows read %d (%s) in the file and on disk, and was not merged with it, for the reason '%s'"
                    .formatted(
                            read,
                            BioText.summary(bio),
                            read - 1,
                            BioText.summary(before),
                            before.end().text());
        }
    }
}
