// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import java.io.IOException;

/** A block of a log is there, but cannot be read: the device fails, or ends before it. */
final class UnreadableLogException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableLogException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
