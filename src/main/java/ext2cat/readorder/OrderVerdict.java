// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import java.util.Optional;

/**
 * The result of a check of an order of reads.
 *
 * @param offences how many reads are not where they should be
 * @param first the first of them
 */
public record OrderVerdict(long offences, Optional<Offence> first) {

    /** {@return whether every read is where it should be} */
    public boolean isInOrder() {
        return offences == 0;
    }
}
