// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import java.io.IOException;

/**
 * The one place through which every read goes (submit_bio), data and metadata alike: so whoever
 * stands here sees the true order of both.
 */
@FunctionalInterface
public interface BioSubmitter {

    /**
     * Carries {@code bio} out, or passes it on. When it returns, the bytes are where the bio's
     * destination wants them.
     *
     * @param bio the read
     * @throws IOException if the read fails
     */
    void submit(Bio bio) throws IOException;
}
