// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.Bio;
import ext2cat.readorder.Offence;
import ext2cat.readorder.OrderVerdict;
import ext2cat.readorder.format.BioText;

/** What a check of the order found, in one sentence. */
final class OffenceText {

    private OffenceText() {}

    static String of(OrderVerdict verdict) {
        return verdict.first()
                .map(OffenceText::of)
                .map(
                        first ->
                                verdict.offences() == 1
                                        ? first
                                        : "%d offences, the first: %s"
                                                .formatted(verdict.offences(), first))
                .orElse("the order is as it should be");
    }

    static String of(Offence offence) {
        return switch (offence) {
            case Offence.BackwardSeek(long read, Bio before, Bio bio) ->
                    "read %d (%s) lies before read %d (%s) on disk, and in the file too: in file order there is no such seek back of %d blocks"
                            .formatted(
                                    read,
                                    BioText.summary(bio),
                                    read - 1,
                                    BioText.summary(before),
                                    before.diskBlock() + before.blocks() - bio.diskBlock());
            case Offence.ReadTwice(long read, Bio bio, long diskBlock) ->
                    "read %d (%s) brings block %d, which was read before"
                            .formatted(read, BioText.summary(bio), diskBlock);
            case Offence.NotMerged(long read, Bio before, Bio bio) ->
                    "read %d (%s) follows read %d (%s) in the file and on disk, and was not merged with it, for the reason '%s'"
                            .formatted(
                                    read,
                                    BioText.summary(bio),
                                    read - 1,
                                    BioText.summary(before),
                                    before.end().text());
        };
    }
}
