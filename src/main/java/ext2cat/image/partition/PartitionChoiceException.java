// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import java.io.IOException;
import java.io.Serial;

/** A disk of which nobody can tell which partition is meant, or that has no such partition. */
public final class PartitionChoiceException extends IOException {

    @Serial private static final long serialVersionUID = 1;

    /** With a sentence that lists what there is. */
    public PartitionChoiceException(String message) {
        super(message);
    }
}
