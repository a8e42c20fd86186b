// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BlockUse;

import java.io.IOException;
import java.util.Objects;

/**
 * Shows every bio to an observer, in the order of submission, before it goes on. With one of these
 * under both a buffer cache and a page reader, the observer sees data and metadata in their true
 * order.
 */
public final class RecordingSubmitter implements BioSubmitter {

    private enum Carry {
        ALL,
        METADATA
    }

    private final BioSubmitter observer;
    private final BioSubmitter next;
    private final Carry carry;

    private RecordingSubmitter(BioSubmitter observer, BioSubmitter next, Carry carry) {
        this.observer = Objects.requireNonNull(observer);
        this.next = Objects.requireNonNull(next);
        this.carry = carry;
    }

    /**
     * Records a real read: every bio is shown, then carried out.
     *
     * @param observer is shown each bio; what it throws ends the read
     * @param next carries the bios out
     */
    public static RecordingSubmitter ofRead(BioSubmitter observer, BioSubmitter next) {
        return new RecordingSubmitter(observer, next, Carry.ALL);
    }

    /**
     * Records a predicted read: the metadata is read, since the plan depends on what it says; data
     * is only shown.
     *
     * @param observer is shown each bio; what it throws ends the read
     * @param next carries the bios of metadata out
     */
    public static RecordingSubmitter ofPrediction(BioSubmitter observer, BioSubmitter next) {
        return new RecordingSubmitter(observer, next, Carry.METADATA);
    }

    @Override
    public void submit(Bio bio) throws IOException {
        observer.submit(bio);
        if (carry == Carry.ALL || bio.use() != BlockUse.DATA) {
            next.submit(bio);
        }
    }
}
