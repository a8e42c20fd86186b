// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import java.io.IOException;

/** Takes findings as they come. */
@FunctionalInterface
public interface FindingSink {

    /**
     * Something was found.
     *
     * @param finding what is wrong, where, and how much it matters
     * @throws IOException ends the check
     */
    void found(Finding finding) throws IOException;
}
