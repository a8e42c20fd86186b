// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;

import java.io.IOException;

/** Lets so many reads pass, then stops whoever goes on: a reader that would run for ever. */
final class BudgetSubmitter implements BioSubmitter {

    private final BioSubmitter next;
    private long left;

    BudgetSubmitter(BioSubmitter next, long budget) {
        this.next = next;
        this.left = budget;
    }

    @Override
    public void submit(Bio bio) throws IOException {
        if (left-- == 0) {
            throw new IllegalStateException("more reads than the image has blocks to read");
        }
        next.submit(bio);
    }
}
