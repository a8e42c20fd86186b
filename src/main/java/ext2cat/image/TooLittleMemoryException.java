// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.IOException;

/** A decoder would need more memory than it may have: nothing is wrong with the data. */
final class TooLittleMemoryException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLittleMemoryException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
