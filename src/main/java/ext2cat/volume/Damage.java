// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import java.io.IOException;

/** Takes what goes wrong in a part of the work, of which the rest is still done. */
@FunctionalInterface
public interface Damage {

    /** Something cannot be read or makes no sense. What this throws ends the work. */
    void tell(IOException thrown) throws IOException;
}
