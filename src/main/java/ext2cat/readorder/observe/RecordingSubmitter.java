// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.observe;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;

import java.io.IOException;

/**
 * Shows every bio to an observer, in the order of submission, and then carries it out. With one of
 * these under both a buffer cache and a page reader, the observer sees data and metadata in their
 * true order.
 *
 * @param observer is shown each bio; what it throws ends the read
 * @param next carries the bios out
 */
public record RecordingSubmitter(BioSubmitter observer, BioSubmitter next) implements BioSubmitter {

    @Override
    public void submit(Bio bio) throws IOException {
        observer.submit(bio);
        next.submit(bio);
    }
}
