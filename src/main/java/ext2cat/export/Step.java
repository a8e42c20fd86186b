// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import java.io.IOException;

/** A part of a batch: a file, a part of one, or the news of damage. */
@FunctionalInterface
interface Step {

    void deliver(Receiver receiver) throws IOException;
}
